"""How far a number may go that a coach sets; and how long a text may be where a reader of files must know it too.

The length of any other text stands beside its column, in models/. A reader runs in a process of its own
(uploads/bounded.py), made anew for each file, and knows no table: SQLAlchemy and the tables would triple what it costs
to start, and double its memory.
"""

MINUTES_PER_MESSAGE = (1, 60)
"""That a setter is taken to need for one."""
SILENCE_HOURS = (1, 720)
"""After which a setter that says nothing is told of."""
HIGHEST_CENTS = 10_000_000
"""Of a price or an amount: 100 000 €."""

LONGEST_EMAIL = 254
"""RFC 5321. One character more is always refused, and nothing longer is looked at."""
SHORTEST_NAME, LONGEST_NAME = 2, 120
"""Of a person."""
LONGEST_SORT_KEY, LONGEST_SEARCH_KEY, LONGEST_TAG_KEY = 200, 400, 80
LONGEST_TITLE = 160
"""Of a session or of busy time."""
LONGEST_ADDRESS = 300
"""Where they meet."""
LONGEST_UID, LONGEST_CALENDAR_NAME = 500, 200
