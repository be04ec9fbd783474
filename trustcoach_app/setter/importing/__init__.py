"""A coach who starts with history: leads and messages from two CSV files, dry run first."""
