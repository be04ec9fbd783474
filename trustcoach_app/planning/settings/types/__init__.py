"""Types of sessions."""
