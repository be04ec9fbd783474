"""The dialog that merges two clients: side by side first, then done, then undone for ten minutes."""
