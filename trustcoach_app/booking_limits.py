"""How far the rules of bookings may go: a coach's own for her slots, and what holds for everybody's sessions."""

SLOT_RULES = {
    "buffer_before_minutes": (0, 240),
    "buffer_after_minutes": (0, 240),
    "minimum_notice_minutes": (0, 43_200),
    "horizon_days": (1, 730),
    "slot_interval_minutes": (5, 240),
    "most_sessions_a_day": (1, 50),
}
"""Least and most, by column of the practice's settings."""

SHORTEST_MINUTES, LONGEST_MINUTES = 5, 720
"""Of a session."""
FEWEST_OCCURRENCES, MOST_OCCURRENCES = 2, 104
"""Of a series: two years of weeks."""
