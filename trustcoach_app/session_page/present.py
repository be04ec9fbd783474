"""From one session's facts to the words of its page. Pure."""

from datetime import datetime

from trustcoach_app.bookings.present import STATUS_WORDS, subject, whereabouts
from trustcoach_app.bookings.rules import STANDS, UNDO
from trustcoach_app.bookings.start import START_EARLY, startable_from
from trustcoach_app.client_file.present import MOMENTS
from trustcoach_app.days import first_after, hours_of, next_midnight
from trustcoach_app.formats import clock_time, duration, long_day, short_day
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.names import initials, tone_index
from trustcoach_app.session_page.queries import SessionPageFacts
from trustcoach_app.session_page.views import MomentLine, SessionView, SummaryView
from trustcoach_app.sessions.queries import MarkedMoment, SessionFacts


def session_view(facts: SessionFacts, now: datetime) -> SessionView:
    """The head of the page, in the coach's hours."""
    booking, client, zone = facts.row.Booking, facts.row.Client, facts.zone
    title, why = _no_notes(booking, now)
    return SessionView(
        booking_id=str(booking.id),
        client_id=str(client.id),
        client_name=client.name,
        first_name=_first_name(client.name),
        initials=initials(client.name),
        tone_index=tone_index(client.name),
        number=f"Séance n°\u00a0{facts.number}" if facts.number else "",
        subject=subject(booking, "", facts.number),
        day=long_day(booking.starts_at.astimezone(zone).date()).capitalize(),
        hours=hours_of(booking.starts_at, booking.ends_at, zone, now.astimezone(zone).date()).both,
        place=whereabouts(booking),
        status=booking.status.value,
        status_label=STATUS_WORDS[booking.status][0],
        can_start=booking.status is BookingStatus.CONFIRMED and now < booking.ends_at,
        has_notes=facts.session_id is not None,
        no_notes_title=title,
        no_notes_why=why,
    )


def _no_notes(booking: Booking, now: datetime) -> tuple[str, str]:
    """Why there are no notes yet, or none at all."""
    if booking.status not in (BookingStatus.CONFIRMED, BookingStatus.PENDING):
        return "Pas de notes pour cette séance", STANDS[booking.status]
    if booking.ends_at <= now:
        return "Cette séance est passée", "Dites dans Focus qu’elle a été tenue\u202f: ses notes s’ouvrent alors."
    minutes = int(START_EARLY.total_seconds() // 60)
    return "Les notes s’ouvrent avec la séance", f"Démarrez-la à partir de {minutes} minutes avant l’heure."


def _first_name(name: str) -> str:
    return name.split()[0] if name.split() else name


def moment_lines(rows: list[MarkedMoment]) -> list[MomentLine]:
    """The moments in the coach's order."""
    return [MomentLine(str(row.id), row.kind.value, MOMENTS[row.kind], row.note, _how_far(row)) for row in rows]


def _how_far(row: MarkedMoment) -> str:
    return "" if row.at_seconds is None else f"à {duration(row.at_seconds // 60)}"


def summary_view(facts: SessionPageFacts, now: datetime) -> SummaryView:
    """What was signed, by whom, and who reads it."""
    signed, zone = facts.signed, facts.session.zone
    if signed is None:
        return SummaryView()
    until = signed.signed_at + UNDO
    later = facts.draft.text.strip()

    def when(instant: datetime) -> str:
        return f"le {short_day(instant.astimezone(zone).date())} à {clock_time(instant, zone)}"

    return SummaryView(
        is_signed=True,
        text=signed.text,
        signed=f"Signé {when(signed.signed_at)} par {facts.coach_name}",
        is_shared=signed.shared_at is not None,
        shared=_shared(facts, when(signed.shared_at)) if signed.shared_at else "",
        can_take_back=now <= until,
        take_back_until=clock_time(until, zone),
        later_draft=later if facts.draft.revision and later and later != signed.text else "",
    )


def _shared(facts: SessionPageFacts, when: str) -> str:
    client = facts.session.row.Client
    if client.user_id is None:
        return f"Partagé {when}. {_first_name(client.name)} n’a pas encore d’espace\u202f: il l’y attendra."
    return f"Partagé {when}\u202f: {_first_name(client.name)} le lit dans son espace."


def next_change(facts: SessionPageFacts, now: datetime) -> datetime | None:
    """The first instant at which the page would read differently although no row has changed."""
    booking = facts.session.row.Booking
    moments = [
        next_midnight(now, facts.session.zone),
        startable_from(booking.starts_at),
        booking.starts_at,
        booking.ends_at,
    ]
    if facts.signed:
        moments.append(facts.signed.signed_at + UNDO)
    return first_after(now, moments)
