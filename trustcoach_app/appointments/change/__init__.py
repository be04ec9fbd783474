"""The form of one appointment."""
