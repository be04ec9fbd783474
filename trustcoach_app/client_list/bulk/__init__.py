"""What is done to several clients at once."""
