"""What may be done to appointments, in one place to read. Each call needs an open unit of work.

What becomes of one session besides its hour (cancelled, held, missed, undone) is bookings/: `cancel_booking`,
`restore_booking`, `record_outcome`, `reopen_session`.
"""

from trustcoach_app.appointments.series import Planned, RefusedDate, SeriesRefused, book_series, cancel_from
from trustcoach_app.appointments.sessions import Words, book_slot, modify_session, move_session

__all__ = [
    "Planned",
    "RefusedDate",
    "SeriesRefused",
    "Words",
    "book_series",
    "book_slot",
    "cancel_from",
    "modify_session",
    "move_session",
]
