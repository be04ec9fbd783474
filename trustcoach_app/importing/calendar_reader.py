"""The reader of an uploaded calendar, in a process of its own (uploads/bounded.py): facts and a file in, a plan out."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from trustcoach_app.importing.calendar.reading import read_calendar
from trustcoach_app.importing.calendar_plan import plan_calendar
from trustcoach_app.importing.facts import from_lines
from trustcoach_app.importing.plan import PLAN


def answer(head: bytes, content: bytes) -> Iterator[bytes]:
    """The dry run, as JSON. Raises Unreadable."""
    facts = from_lines(head)
    reading = read_calendar(content, zone=ZoneInfo(facts.zone), now=facts.now)
    yield PLAN.dump_json(plan_calendar(reading, facts))
