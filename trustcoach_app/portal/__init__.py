"""/espace: the client's own home."""
