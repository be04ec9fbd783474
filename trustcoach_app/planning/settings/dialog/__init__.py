"""What the dialogs of the planning's settings have in common."""
