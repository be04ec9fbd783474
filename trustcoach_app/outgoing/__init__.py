"""Calls to somebody else."""
