"""What a session earned, in cents, said once (decision 12): by the columns of its booking, for every statement.

The earnings, the figures of the setter and the triggers that mark a day anew all add up this.
"""

EARNED = "CASE WHEN status IN ('completed', 'no_show') THEN coalesce(price_cents, 0) ELSE retained_cents END"
"""Its price when it was held or missed; of a cancelled one what was retained, which is nothing for all others.

A price that nobody said earns nothing yet: see IS_UNPRICED in bookings/queries.py."""
