"""The files of the tests, and what the tests do with them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.importing.calendar.reading import read_calendar
from trustcoach_app.importing.plan import PLAN, ImportPlan
from trustcoach_app.importing.readings import CalendarReading
from trustcoach_app.importing.service import confirm_import
from trustcoach_app.importing.uploads import plan_import
from trustcoach_app.models.importing import ImportKind
from trustcoach_app.uploads.queries import one_import

FILES = Path(__file__).parent / "files"
EXPORTS = ("google", "outlook", "calendly", "doctolib", "apple")
PARIS = ZoneInfo("Europe/Paris")


def export(name: str) -> bytes:
    """The bytes of `files/<name>.ics`, with the line ends of the standard."""
    return (FILES / f"{name}.ics").read_bytes().replace(b"\n", b"\r\n")


def calendar(*lines: str) -> bytes:
    """A calendar of these lines."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()


def event(uid: str = "e1", start: str = "20260120T090000Z", *lines: str, end: str = "20260120T100000Z") -> list[str]:
    """The lines of one event."""
    return ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{start}", f"DTEND:{end}", *lines, "END:VEVENT"]


def with_person(email: str = "lea@mail.example") -> list[str]:
    """The lines that say with whom: the coach invites somebody."""
    return ["ORGANIZER:mailto:alice@coach.example", f"ATTENDEE;CN=Léa Moreau:mailto:{email}"]


def read(content: bytes) -> CalendarReading:
    """What a calendar says, in Paris."""
    return read_calendar(content, zone=PARIS, now=NOW)


def starts(reading: CalendarReading) -> list[str]:
    """The starts in UTC, `12.01 09:00`."""
    return [found.starts_at.astimezone(UTC).strftime("%d.%m %H:%M") for found in reading.events]


async def upload(practice: Practice, content: bytes, filename: str = "agenda.ics", now: datetime = NOW) -> UUID:
    """Upload a file; its import."""
    return await plan_import(practice.principal, filename=filename, content=content, now=now)


async def plan_of(practice: Practice, import_id: UUID) -> ImportPlan:
    """What an upload would write."""
    return PLAN.validate_json((await practice.does(one_import, kind=ImportKind.PLANNING, import_id=import_id)).plan)


async def written(practice: Practice, content: bytes, filename: str = "agenda.ics", **answers: Any) -> UUID:
    """Upload and confirm; each question gets the first answer but for those given."""
    import_id = await upload(practice, content, filename)
    plan = await plan_of(practice, import_id)
    usual = {person.key: person.choices[0].value for person in plan.people if person.choices}
    await practice.does(confirm_import, import_id=import_id, answers={**usual, **answers}, now=NOW)
    return import_id
