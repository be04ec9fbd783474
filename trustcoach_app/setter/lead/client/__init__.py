"""A lead becomes a client."""
