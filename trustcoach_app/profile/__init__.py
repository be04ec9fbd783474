"""The coach’s own settings: who she is, her rate, her zone."""
