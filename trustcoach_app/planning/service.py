"""What may be done to a planning, in one place to read. Each call needs an open unit of work.

At the edge, what changes the diary goes through `diary_gate(coach_id)` first (bookings/lock.py). What becomes of one
session besides its hour (cancelled, held, missed, undone) is bookings/: `cancel`, `uncancel`,
`record_outcome`, `reopen`.
"""

from trustcoach_app.bookings.service import Actor, Outcome, cancel, diary_gate, record_outcome, reopen, uncancel
from trustcoach_app.planning.absences import add_time_off, change_time_off, remove_time_off
from trustcoach_app.planning.defaults import ensure_defaults
from trustcoach_app.planning.hours import (
    HoursFields,
    add_hours,
    change_hours,
    remove_exception,
    remove_hours,
    replace_hours,
    set_exception,
)
from trustcoach_app.planning.nearest import nearest
from trustcoach_app.planning.offer import NotOffered
from trustcoach_app.planning.reasons import add_reason, change_reason, order_reasons, remove_reason, restore_reason
from trustcoach_app.planning.series import Planned, RefusedDate, SeriesRefused, book_series, cancel_from
from trustcoach_app.planning.sessions import Words, book_slot, modify_session, move_session
from trustcoach_app.planning.settings import SettingsFields, change_settings
from trustcoach_app.planning.shelf import Removed
from trustcoach_app.planning.types import TypeFields, add_type, change_type, order_types, remove_type, restore_type

__all__ = [
    "Actor",
    "HoursFields",
    "NotOffered",
    "Outcome",
    "Planned",
    "RefusedDate",
    "Removed",
    "SeriesRefused",
    "SettingsFields",
    "TypeFields",
    "Words",
    "add_hours",
    "add_reason",
    "add_time_off",
    "add_type",
    "book_series",
    "book_slot",
    "cancel",
    "cancel_from",
    "change_hours",
    "change_reason",
    "change_settings",
    "change_time_off",
    "change_type",
    "diary_gate",
    "ensure_defaults",
    "modify_session",
    "move_session",
    "nearest",
    "order_reasons",
    "order_types",
    "record_outcome",
    "remove_exception",
    "remove_hours",
    "remove_reason",
    "remove_time_off",
    "remove_type",
    "reopen",
    "replace_hours",
    "restore_reason",
    "restore_type",
    "set_exception",
    "uncancel",
]
