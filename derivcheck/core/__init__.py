"""What is claimed and what was found."""
