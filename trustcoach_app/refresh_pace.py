"""How often an open page refreshes itself, and when (live.py does it)."""

from datetime import datetime, timedelta
from random import random

PAUSE = 0.05
"""Seconds between two rounds: a burst of changes is one refresh."""

LOOK_AROUND = 5.0
"""Seconds after which a sleeping round looks again: clocks are moved, laptops sleep, tabs close."""

SPREAD = timedelta(seconds=1.5)
"""Pages that are due at one instant, as all are at midnight, are refreshed within so long after it."""

SOONEST = timedelta(seconds=1)
"""A page that is due at once, again and again, is refreshed no faster."""

KEEP_ALIVE = timedelta(minutes=30)
"""A page is refreshed at least this often, well before Reflex forgets an idle page's state (one hour)."""


def due_instant(wanted: datetime | None, now: datetime) -> datetime:
    """When a page is refreshed though nothing changes: soon after `wanted`, no sooner than SOONEST."""
    latest = now + KEEP_ALIVE
    return soon_after(min(max(wanted or latest, now + SOONEST), latest))


def soon_after(instant: datetime) -> datetime:
    """One of the instants over which pages spread that are due at the same one; never before it."""
    return instant + SPREAD * random()  # noqa: S311  no secret


def seconds_to_sleep(earliest: datetime | None, now: datetime) -> float:
    """Until the earliest page is due, and no longer than LOOK_AROUND."""
    return LOOK_AROUND if earliest is None else min(max((earliest - now).total_seconds(), 0), LOOK_AROUND)
