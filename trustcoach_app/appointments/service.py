"""What may be done to appointments, in one place to read: every page's door leads here.

Each call needs an open unit of work; at the edge it goes through `bookings.diary_gate(coach_id)` first,
a new appointment through `appointment_gate`.
"""

from trustcoach_app.appointments.book import book_appointment
from trustcoach_app.appointments.changing import change_appointment, move_appointment
from trustcoach_app.appointments.ending import cancel_appointment, record_outcome, restore_appointments, undo_outcome
from trustcoach_app.appointments.fields import AppointmentChange, NamedPerson, NewAppointment, Repeat, Words
from trustcoach_app.appointments.gate import appointment_gate
from trustcoach_app.appointments.price.service import PriceChange, price_appointment, undo_price
from trustcoach_app.appointments.series import RefusedDate, SeriesRefused

__all__ = [
    "AppointmentChange",
    "NamedPerson",
    "NewAppointment",
    "PriceChange",
    "RefusedDate",
    "Repeat",
    "SeriesRefused",
    "Words",
    "appointment_gate",
    "book_appointment",
    "cancel_appointment",
    "change_appointment",
    "move_appointment",
    "price_appointment",
    "record_outcome",
    "restore_appointments",
    "undo_outcome",
    "undo_price",
]
