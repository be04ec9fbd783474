"""Files that a coach hands in: taken by HTTP, read as text, kept as a dry run until they are confirmed."""
