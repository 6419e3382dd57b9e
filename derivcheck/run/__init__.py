"""Finding claims, checking them by both routes, in workers that cannot hang."""
