"""The step of the wizard that chooses a time."""
