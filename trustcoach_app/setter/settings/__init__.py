"""What the coach tells the figures: minutes for a message, and what leads cost."""
