"""Every table. Importing this package fills SQLModel.metadata and the access registry."""

from trustcoach_app.models import (
    availability,
    bookings,
    clients,
    door,
    goals,
    importing,
    lead_history,
    leads,
    machine,
    messaging,
    people,
    planning,
    rollup,
    sessions,
    setter,
    tags,
)

__all__ = [
    "availability",
    "bookings",
    "clients",
    "door",
    "goals",
    "importing",
    "lead_history",
    "leads",
    "machine",
    "messaging",
    "people",
    "planning",
    "rollup",
    "sessions",
    "setter",
    "tags",
]
