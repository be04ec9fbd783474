"""What other capabilities may do to a diary, in one place to read. Each call needs an open unit of work."""

from trustcoach_app.bookings.book import add_booking, hold_slot
from trustcoach_app.bookings.cancel import cancel_booking, restore_booking, retained_cents
from trustcoach_app.bookings.change import edit_booking, move_booking
from trustcoach_app.bookings.hold import HoldLapsed, confirm_hold, release_hold, release_lapsed_holds
from trustcoach_app.bookings.lock import diary_gate, lock_diary
from trustcoach_app.bookings.outcome import complete_ended_session, finish_session, record_outcome
from trustcoach_app.bookings.price import set_price
from trustcoach_app.bookings.reopen import reopen_session
from trustcoach_app.bookings.rules import Actor, Outcome
from trustcoach_app.bookings.slot import SlotTaken
from trustcoach_app.bookings.start import start_session

__all__ = [
    "Actor",
    "HoldLapsed",
    "Outcome",
    "SlotTaken",
    "add_booking",
    "cancel_booking",
    "complete_ended_session",
    "confirm_hold",
    "diary_gate",
    "edit_booking",
    "finish_session",
    "hold_slot",
    "lock_diary",
    "move_booking",
    "record_outcome",
    "release_hold",
    "release_lapsed_holds",
    "reopen_session",
    "restore_booking",
    "retained_cents",
    "set_price",
    "start_session",
]
