"""The list of clients: who they are and how they are doing."""
