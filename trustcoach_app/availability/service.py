"""What may be done to the settings that make slots, in one place to read. Each call needs an open unit of work.

At the edge, what changes the diary goes through `diary_gate(coach_id)` first (bookings/lock.py).
"""

from trustcoach_app.availability.defaults import ensure_defaults
from trustcoach_app.availability.hours import (
    HoursFields,
    add_hours,
    change_hours,
    check_range,
    remove_exception,
    remove_hours,
    replace_hours,
    set_exception,
)
from trustcoach_app.availability.nearest import nearest
from trustcoach_app.availability.ordered_lists import Removed
from trustcoach_app.availability.reasons import add_reason, change_reason, order_reasons, remove_reason, restore_reason
from trustcoach_app.availability.settings import SettingsFields, change_settings
from trustcoach_app.availability.slot_check import NotOffered
from trustcoach_app.availability.time_off import add_time_off, change_time_off, check_time_off, remove_time_off
from trustcoach_app.availability.types import (
    TypeFields,
    add_type,
    change_type,
    order_types,
    remove_type,
    restore_type,
)

__all__ = [
    "HoursFields",
    "NotOffered",
    "Removed",
    "SettingsFields",
    "TypeFields",
    "add_hours",
    "add_reason",
    "add_time_off",
    "add_type",
    "change_hours",
    "change_reason",
    "change_settings",
    "change_time_off",
    "change_type",
    "check_range",
    "check_time_off",
    "ensure_defaults",
    "nearest",
    "order_reasons",
    "order_types",
    "remove_exception",
    "remove_hours",
    "remove_reason",
    "remove_time_off",
    "remove_type",
    "replace_hours",
    "restore_reason",
    "restore_type",
    "set_exception",
]
