"""The coach's calendar: month, week and list."""
