"""Two clients who turn out to be one person become one, and can become two again for a while (docs/adr/0020)."""
