"""The figures of the diary (decisions 7, 8 and 11), and who acts."""

from datetime import timedelta
from enum import StrEnum

from trustcoach_app.models.bookings import BookingStatus

HOLD_MINUTES = 15
FURTHEST_AHEAD = timedelta(days=2 * 365)
FREE_CANCELLATION = timedelta(hours=24)
"""Elapsed hours, not wall-clock ones: the night of a clock change does not move the boundary."""
COUNTS_AS_HELD = timedelta(hours=48)
"""After this, a session whose outcome nobody told counts as held; until then Focus asks (decision 8)."""
UNDO = timedelta(minutes=10)

CHANGEABLE = (BookingStatus.CONFIRMED, BookingStatus.PENDING)
"""What can still be moved or edited."""

PRICEABLE = (*CHANGEABLE, BookingStatus.IN_PROGRESS, BookingStatus.COMPLETED, BookingStatus.NO_SHOW)
"""What may be priced: all but what was cancelled, of which a share may be kept, and what lapsed."""


class Actor(StrEnum):
    """Who writes in the diary. A client must find the time free; a coach may work over her own busy blocks."""

    COACH = "coach"
    CLIENT = "client"


class Outcome(StrEnum):
    """What the coach says of a session whose end has passed: tenue, absent, annulée (decision 8)."""

    HELD = "held"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


TOLD = {
    BookingStatus.COMPLETED: Outcome.HELD,
    BookingStatus.NO_SHOW: Outcome.NO_SHOW,
    BookingStatus.CANCELLED: Outcome.CANCELLED,
}
"""What was told of a session that stands so; of the others nothing was."""

STANDS = {
    BookingStatus.PENDING: "Cette séance n’est pas encore confirmée.",
    BookingStatus.CONFIRMED: "Cette séance est déjà confirmée.",
    BookingStatus.IN_PROGRESS: "Cette séance est en cours.",
    BookingStatus.COMPLETED: "Cette séance est déjà terminée.",
    BookingStatus.CANCELLED: "Cette séance a été annulée.",
    BookingStatus.NO_SHOW: "Cette séance est notée comme une absence.",
    BookingStatus.EXPIRED: "Cette réservation a expiré sans être confirmée.",
}
"""What the loser of a race is told."""
