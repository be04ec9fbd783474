"""Words that several dialogs of appointments share. Pure."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from trustcoach_app.appointments.views import SlotOption
from trustcoach_app.availability.present import slot_label
from trustcoach_app.availability.schedule import FreeSlot


def nearest_options(slots: Sequence[FreeSlot], zone: ZoneInfo) -> list[SlotOption]:
    """The nearest free times, day included."""
    return [SlotOption(slot.starts_at.isoformat(), slot_label(slot, zone)) for slot in slots]
