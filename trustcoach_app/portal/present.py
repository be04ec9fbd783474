"""From facts to words, for a client's page."""

from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.formats import clock_time, long_day
from trustcoach_app.models.bookings import BookingMode, BookingStatus
from trustcoach_app.names import initials, tone_index
from trustcoach_app.portal.queries import BookingRow, CoachName, PortalFacts
from trustcoach_app.portal.views import PortalSessionRow, PortalView

STATUS_WORDS = {
    BookingStatus.PENDING: ("À confirmer", "warning"),
    BookingStatus.CONFIRMED: ("", "neutral"),
    BookingStatus.IN_PROGRESS: ("En cours", "success"),
    BookingStatus.COMPLETED: ("", "neutral"),
    BookingStatus.CANCELLED: ("Annulée", "danger"),
    BookingStatus.NO_SHOW: ("Absence", "warning"),
}
PLACES = {BookingMode.REMOTE: "Visio", BookingMode.PHONE: "Téléphone", BookingMode.IN_PERSON: "Présentiel"}
NOBODY = CoachName("Votre coach", "")


def portal_view(facts: PortalFacts, now: datetime) -> PortalView:
    """The page in words. Hours are those of the client's own zone."""
    first = facts.name.split()[0] if facts.name.split() else ""
    return PortalView(
        greeting=f"Bonjour {first}".strip(),
        coming=tuple(_row(row, facts, now) for row in facts.coming),
        past=tuple(_row(row, facts, now) for row in facts.past),
        more_past=facts.past_count - len(facts.past),
    )


def _row(row: BookingRow, facts: PortalFacts, now: datetime) -> PortalSessionRow:
    zone = ZoneInfo(row.timezone)
    coach = facts.coaches.get(row.coach_id, NOBODY)
    day, today = row.starts_at.astimezone(zone).date(), now.astimezone(zone).date()
    year = "" if day.year == today.year else f" {day.year}"
    status, tone = STATUS_WORDS[row.status]
    return PortalSessionRow(
        id=str(row.id),
        day=f"{long_day(day)}{year}".capitalize(),
        time=f"{clock_time(row.starts_at, zone)} – {clock_time(row.ends_at, zone)}",
        coach_name=coach.name,
        initials=initials(coach.name),
        tone_index=tone_index(coach.name),
        specialty=coach.specialty,
        place=" · ".join(filter(None, (PLACES[row.mode], row.address))),
        status=status,
        tone=tone,
    )
