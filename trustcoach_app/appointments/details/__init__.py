"""One session of the calendar: what it is, changing it, cancelling it."""
