"""Cancelling an appointment."""
