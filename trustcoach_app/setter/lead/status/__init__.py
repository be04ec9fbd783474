"""The coach’s own word on where a lead stands."""
