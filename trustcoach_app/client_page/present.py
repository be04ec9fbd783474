"""From a client's facts to the words of their page. Pure."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from trustcoach_app.bookings.health import health
from trustcoach_app.bookings.present import session_path, status_words
from trustcoach_app.choices import Option
from trustcoach_app.client_file.standing.present import days_ago, is_ahead, sessions_held, why
from trustcoach_app.client_page.queries import FileFacts
from trustcoach_app.client_page.views import ClientFileView, FileSession
from trustcoach_app.clients.present import reach
from trustcoach_app.days import first_after, next_midnight
from trustcoach_app.formats import clock_time, long_day, short_day
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.money import euros
from trustcoach_app.names import initials, tone_index

COMING = (BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)


def file_view(facts: FileFacts, now: datetime) -> ClientFileView:
    """The page in words, as its coach reads it at `now`."""
    client, history, zone = facts.brief.client, facts.brief.history, facts.zone
    coming = [row for row in facts.bookings if _is_coming(row, now)]
    return ClientFileView(
        id=str(client.id),
        name=client.name,
        initials=initials(client.name),
        tone_index=tone_index(client.name),
        health=health(history, zone, now).value,
        why=why(history, zone, now),
        is_ahead=is_ahead(history),
        is_prospect=client.stage is ClientStage.PROSPECT,
        is_archived=client.archived_at is not None,
        about=[sessions_held(history), *([euros(history.earned_cents)] if history.earned_cents else [])],
        reach=reach(email=client.email, phone=client.phone),
        timezone=_timezone(client.timezone, zone, now),
        tags=facts.tags,
        known_tags=facts.known_tags,
        coming=[_session(row, facts, now) for row in reversed(coming)],
        past=[_session(row, facts, now) for row in facts.bookings if row not in coming],
        has_more=facts.has_more,
        has_more_actions=facts.has_more_actions,
        has_more_notes=facts.has_more_notes,
        facts=_facts(facts, now),
    )


def next_change(facts: FileFacts, now: datetime) -> datetime:
    """The first instant at which the page would read differently although no row has changed."""
    midnight = next_midnight(now, facts.zone)
    bounds = (at for row in facts.bookings if row.status in COMING for at in (row.starts_at, row.ends_at))
    return first_after(now, (midnight, *bounds)) or midnight


def _is_coming(row: Booking, now: datetime) -> bool:
    return row.status in COMING and row.ends_at > now


def _session(row: Booking, facts: FileFacts, now: datetime) -> FileSession:
    status, tone = status_words(row.status, row.ends_at, now)
    return FileSession(
        id=str(row.id),
        href=session_path(row.id),
        when=_when(row.starts_at, facts.zone),
        what=" · ".join(filter(None, (_number(row.id, facts), row.title or row.reason))),
        status=status,
        tone=tone,
        is_signed=row.id in facts.signed,
    )


def _number(booking_id: UUID, facts: FileFacts) -> str:
    number = facts.numbers.get(booking_id)
    return f"Séance n°\u00a0{number}" if number else ""


def _when(instant: datetime, zone: ZoneInfo) -> str:
    day = instant.astimezone(zone).date()
    return f"{long_day(day)} {day.year} à {clock_time(instant, zone)}".capitalize()


def _facts(facts: FileFacts, now: datetime) -> list[Option]:
    client, history, zone = facts.brief.client, facts.brief.history, facts.zone
    words = [Option(_timezone(client.timezone, zone, now), "Fuseau horaire")]
    if history.last_held:
        words.insert(0, Option(days_ago(history.last_held, zone, now).capitalize(), "Dernière séance"))
    if client.archived_at:
        words.append(Option(short_day(client.archived_at.astimezone(zone).date()), "Archivé le"))
    return words


def _timezone(name: str, of_coach: ZoneInfo, now: datetime) -> str:
    """The place, and the hour there where it is another one than the coach's."""
    place, zone = name.replace("_", " "), ZoneInfo(name)
    same = now.astimezone(zone).utcoffset() == now.astimezone(of_coach).utcoffset()
    return place if same else f"{place} ({clock_time(now, zone)} là-bas)"
