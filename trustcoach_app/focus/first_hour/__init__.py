"""The first hour of a new coach: a list that ticks itself off (decision 57)."""
