"""The leads of a filter as a file."""
