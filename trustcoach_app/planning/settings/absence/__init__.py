"""Time off: whole days, or from an hour to an hour."""
