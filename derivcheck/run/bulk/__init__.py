"""Claims by the million: read, settled and written as they come, in bounded memory."""
