"""What a column holds, where a reader of files must know it too. Every other limit stands beside its column in models/.

A reader runs in a process of its own (uploads/bounded.py), made anew for each file, and knows no table: SQLAlchemy and
the tables would triple what it costs to start, and double its memory.
"""

LONGEST_EMAIL = 254
SHORTEST_NAME, LONGEST_NAME = 2, 120
"""Of a person."""
LONGEST_SORT_KEY, LONGEST_SEARCH_KEY = 200, 400

SHORTEST_MINUTES, LONGEST_MINUTES = 5, 720
"""Of a session."""
LONGEST_TITLE = 160
"""Of a session or of busy time."""
LONGEST_ADDRESS = 300
"""Where they meet."""

LONGEST_UID = 500
LONGEST_CALENDAR_NAME = 200
