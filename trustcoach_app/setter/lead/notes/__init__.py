"""What the coach notes about a lead."""
