"""The named laws, one distribution a file."""
