"""The list of the leads."""
