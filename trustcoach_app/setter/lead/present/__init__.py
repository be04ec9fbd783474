"""What the page of one lead says."""
