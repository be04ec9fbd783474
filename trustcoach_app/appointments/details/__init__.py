"""One appointment, with what can be done about it."""
