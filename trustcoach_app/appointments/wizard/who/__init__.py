"""The step of the wizard that says who it is for."""
