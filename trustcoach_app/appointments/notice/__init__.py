"""Telling a client what became of an appointment, by hand as long as nobody else does (decision 52)."""
