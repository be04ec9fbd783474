"""The price of one appointment, also of one that is over."""
