"""From one session's facts to the words of its page. Pure."""

from trustcoach_app.bookings.present import STATUS_WORDS, subject, whereabouts
from trustcoach_app.formats import clock_time, long_day
from trustcoach_app.names import initials, tone_index
from trustcoach_app.sessions.queries import SessionFacts
from trustcoach_app.sessions.views import SessionView


def session_view(facts: SessionFacts) -> SessionView:
    """The page in words, in the coach's hours."""
    booking, client, zone = facts.row.Booking, facts.row.Client, facts.zone
    return SessionView(
        booking_id=str(booking.id),
        client_id=str(client.id),
        client_name=client.name,
        initials=initials(client.name),
        tone_index=tone_index(client.name),
        number=f"Séance n°\u00a0{facts.number}" if facts.number else "",
        subject=subject(booking, "", facts.number),
        day=long_day(booking.starts_at.astimezone(zone).date()).capitalize(),
        hours=f"{clock_time(booking.starts_at, zone)} – {clock_time(booking.ends_at, zone)}",
        place=whereabouts(booking),
        status=booking.status.value,
        status_label=STATUS_WORDS[booking.status][0],
        has_notes=facts.session_id is not None,
    )
