"""The setter's side of the demo: four months of leads and their conversations, told day by day."""
