"""Reasons to come."""
