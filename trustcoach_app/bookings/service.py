"""What other capabilities may do to a diary, in one place to read. Each call needs an open unit of work."""

from trustcoach_app.bookings.book import book, hold
from trustcoach_app.bookings.cancel import cancel, retained_cents, uncancel
from trustcoach_app.bookings.change import edit, move
from trustcoach_app.bookings.hold import HoldLapsed, confirm, let_go, release_lapsed
from trustcoach_app.bookings.lock import diary_gate, lock_diary
from trustcoach_app.bookings.outcome import complete_ended, finish, record_outcome, start
from trustcoach_app.bookings.reopen import reopen
from trustcoach_app.bookings.rules import Actor, Outcome
from trustcoach_app.bookings.slot import SlotTaken

__all__ = [
    "Actor",
    "HoldLapsed",
    "Outcome",
    "SlotTaken",
    "book",
    "cancel",
    "complete_ended",
    "confirm",
    "diary_gate",
    "edit",
    "finish",
    "hold",
    "let_go",
    "lock_diary",
    "move",
    "record_outcome",
    "release_lapsed",
    "reopen",
    "retained_cents",
    "start",
    "uncancel",
]
