"""How long a session may be, in minutes. Without the tables, for readers of files that know none."""

SHORTEST_MINUTES = 5
LONGEST_MINUTES = 720
