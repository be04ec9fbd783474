"""Reads calendars as people have them: one broken thing costs itself, and is listed."""
