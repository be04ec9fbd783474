"""What the list of leads reads."""
