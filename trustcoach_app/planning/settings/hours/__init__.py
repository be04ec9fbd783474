"""When a coach works."""
