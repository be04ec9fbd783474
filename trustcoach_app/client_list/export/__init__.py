"""The clients of a filter as a file."""
