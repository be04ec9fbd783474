"""/compte: one's name, password and open sessions."""
