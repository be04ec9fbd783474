"""How a client is doing, as the list and the file say it."""
