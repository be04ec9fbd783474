"""The dialog that creates a coach, and shows an invitation's link once."""
