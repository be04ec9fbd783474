"""Whether what an import made was changed since: a keyed hash of what a person can change about it."""

from trustcoach_app.clients.queries import ClientRow
from trustcoach_app.db.secrets import keyed_hash
from trustcoach_app.models.bookings import Booking, BusyBlock
from trustcoach_app.models.clients import Client


def mark_of(row: "ClientRow | Client | BusyBlock | Booking") -> str:
    """64 characters that change with the row."""
    if isinstance(row, Booking):
        return keyed_hash(f"{row.id}\n{row.updated_at.timestamp()}", "imported")
    if isinstance(row, BusyBlock):
        start, end = row.during.lower, row.during.upper
        words = (row.title, start.timestamp() if start else "", end.timestamp() if end else "")
    else:
        words = (row.name, row.email or "", row.phone, row.stage.value, row.timezone, row.archived_at or "")
    return keyed_hash("\n".join(map(str, words)), "imported")
