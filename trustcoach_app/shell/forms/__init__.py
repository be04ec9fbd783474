"""What every form and every dialog of one row has in common."""
