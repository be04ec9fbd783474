"""Notes of a client, as their file shows and changes them."""
