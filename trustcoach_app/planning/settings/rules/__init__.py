"""The rules of the slots."""
