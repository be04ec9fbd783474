"""What to do today."""
