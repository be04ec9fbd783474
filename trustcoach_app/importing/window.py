"""Which stretch of time a calendar is read for."""

from datetime import timedelta

OLDEST = timedelta(days=10 * 366)
FURTHEST = timedelta(days=2 * 365)
"""As far ahead as a session may be booked."""
