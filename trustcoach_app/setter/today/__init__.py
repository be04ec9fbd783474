"""What to do today, the first thing on the setter's page; and what changed since yesterday."""
