"""Everything that is told of one client, whoever tells it, newest first."""
