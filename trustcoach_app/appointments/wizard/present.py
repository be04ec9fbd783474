"""From free slots to what the wizard shows. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from trustcoach_app.appointments.fields import NamedPerson
from trustcoach_app.appointments.views import SlotOption
from trustcoach_app.appointments.wizard.views import DayCell, DaySlots, Month, SlotGroup, TypeOption
from trustcoach_app.availability.present import by_part_of_day, why_sentences
from trustcoach_app.availability.schedule import FreeSlot
from trustcoach_app.availability.slot_queries import SlotsAround
from trustcoach_app.choices import Option
from trustcoach_app.formats import clock_time, duration, long_day, month_name, plural
from trustcoach_app.models.planning import AppointmentType
from trustcoach_app.money import price_words


def type_option(row: AppointmentType) -> TypeOption:
    """A type as a card: `1 h · 80 €`."""
    price = price_words(row.price_cents)
    return TypeOption(str(row.id), row.name, f"{duration(row.minutes)} · {price}", row.description, row.colour.value)


MOST_LISTED = 12


def recap(person: UUID | NamedPerson, kind: TypeOption, starts: Sequence[datetime], zone: ZoneInfo) -> list[Option]:
    """What is about to be booked: who, what, when. Of a series its dates, as far as they can be read at a glance."""
    who = person.name if isinstance(person, NamedPerson) else ""
    when = [f"{long_day(at.astimezone(zone).date())} à {clock_time(at, zone)}" for at in starts]
    listed = "\u202f; ".join(when[:MOST_LISTED])
    rest = f"\u202f; et {plural(len(when) - MOST_LISTED, 'autre')}" if len(when) > MOST_LISTED else ""
    count = f"{len(when)} séances\u202f: " if len(when) > 1 else ""
    return [
        Option("Client", who),
        Option("Séance", f"{kind.name} · {kind.about}"),
        Option("Quand", count + listed + rest),
    ]


def month_bounds(day: date) -> tuple[date, date]:
    """The first and the last day of a month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def month(day: date, slots: Sequence[FreeSlot], zone: ZoneInfo, now: datetime) -> Month:
    """The month of a day, with a word on each of its days."""
    (first, last), today = month_bounds(day), now.astimezone(zone).date()
    counts: dict[date, int] = {}
    for slot in slots:
        at = slot.starts_at.astimezone(zone).date()
        counts[at] = counts.get(at, 0) + 1
    blanks = [DayCell(f"blank-{number}") for number in range(first.weekday())]
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    cells = [_cell(each, counts.get(each, 0), today) for each in days]
    return Month(month_name(first).capitalize(), first.isoformat(), [*blanks, *cells])


def _cell(day: date, count: int, today: date) -> DayCell:
    free = plural(count, "créneau libre", "créneaux libres") if count else "aucun créneau libre"
    return DayCell(
        key=day.isoformat(),
        value=day.isoformat(),
        number=str(day.day),
        label=f"{long_day(day)}, {free}",
        is_free=count > 0,
        is_past=day < today,
        is_today=day == today,
    )


def day_slots(day: date, found: SlotsAround, wanted: time | None) -> DaySlots:
    """The free times of a day, why the others are not, and which day is the next one."""
    asked, zone = f"{wanted:%H:%M}" if wanted else "", found.zone
    days = [(slot.starts_at.astimezone(zone).date(), slot) for slot in found.slots]
    on_day = [slot for its_day, slot in days if its_day == day]
    groups = [
        SlotGroup(name, [SlotOption(slot.starts_at.isoformat(), clock_time(slot.starts_at, zone)) for slot in rows])
        for name, rows in by_part_of_day(on_day, zone).items()
        if rows
    ]
    chosen = next((slot.value for group in groups for slot in group.slots if slot.label == asked), "")
    next_day = None if groups else min((its_day for its_day, _ in days if its_day > day), default=None)
    return DaySlots(
        day=day.isoformat(),
        title=long_day(day).capitalize(),
        groups=groups,
        chosen=chosen,
        other_hour="" if chosen else asked,
        why=why_sentences(found.report),
        zone=zone.key.replace("_", " "),
        next_day=next_day.isoformat() if next_day else "",
        next_words=f"Prochain jour libre\u202f: {long_day(next_day)}" if next_day else "",
    )
