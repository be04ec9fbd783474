"""How a booking is worded wherever it is shown. Pure."""

from datetime import datetime
from uuid import UUID

from trustcoach_app.formats import french_phone
from trustcoach_app.models.bookings import Booking, BookingMode, BookingStatus

STATUS_WORDS = {
    BookingStatus.PENDING: ("En attente", "warning"),
    BookingStatus.CONFIRMED: ("À venir", "accent"),
    BookingStatus.IN_PROGRESS: ("En cours", "success"),
    BookingStatus.COMPLETED: ("Tenue", "neutral"),
    BookingStatus.CANCELLED: ("Annulée", "danger"),
    BookingStatus.NO_SHOW: ("Absent", "warning"),
    BookingStatus.EXPIRED: ("Expirée", "neutral"),
}
"""Each status in words, and the tone of its badge."""

MODE_WORDS = {"remote": "Visio", "phone": "Téléphone", "in_person": "Présentiel"}
"""Each way of meeting, by the value of its BookingMode."""


def session_path(booking_id: UUID) -> str:
    """Where the page of a session is."""
    return f"/dashboard/coach/seances/{booking_id}"


def status_words(status: BookingStatus, ends_at: datetime, now: datetime) -> tuple[str, str]:
    """The status and the tone of its badge; what is over and unanswered asks."""
    if status is BookingStatus.CONFIRMED and ends_at <= now:
        return "À confirmer", "warning"
    return STATUS_WORDS[status]


def subject(booking: Booking, goal: str, number: int) -> str:
    """Decision 9: the title, else the reason, else the goal; a first session says that it is one."""
    return booking.title or booking.reason or goal or ("Première séance" if number == 1 else "Séance de suivi")


def whereabouts(booking: Booking) -> str:
    """How they meet, with the number or the address."""
    if booking.mode is BookingMode.PHONE:
        return " · ".join(filter(None, ("Téléphone", french_phone(booking.phone))))
    if booking.mode is BookingMode.IN_PERSON:
        return " · ".join(filter(None, ("Présentiel", booking.address)))
    return "Visio"
