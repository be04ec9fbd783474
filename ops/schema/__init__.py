"""docs/schema.md: the tables as a migrated database describes them, with what the models say of them."""
