"""Which leads wait for somebody of the practice, in classes that exclude one another: each has an index of its own.

Row-level security lets no index compare a status, which PostgreSQL does not hold for leakproof; that a row is in a
partial index needs no comparison; so each status has one too. What is said here in SQL, `setter/follow_up.py` says in
Python.
"""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Index, text


class Waiting(StrEnum):
    """Open leads whose last message is ours, by how far they are; those that were marked « relance »; who came back."""

    QUALIFIED = "qualified"
    ENGAGED = "engaged"
    NEW = "new"
    RELANCE_QUALIFIED = "relance_qualified"
    """Whose last message is ours too, and who once were qualified."""
    RELANCE = "relance"
    """The others of them."""
    RETURNED = "returned"
    """Lost, and wrote after the loss; nobody has answered or said « Relancé » since."""


_UNANSWERED = "last_message_direction = 'out' AND last_message_at IS NOT NULL"
_WAS_QUALIFIED = "(qualified_at IS NOT NULL OR call_proposed_at IS NOT NULL OR call_booked_at IS NOT NULL)"
WAITING = {
    Waiting.QUALIFIED: f"{_UNANSWERED} AND status IN ('qualified', 'call_proposed', 'call_booked')",
    Waiting.ENGAGED: f"{_UNANSWERED} AND status = 'engaged'",
    Waiting.NEW: f"{_UNANSWERED} AND status = 'new'",
    Waiting.RELANCE_QUALIFIED: f"status = 'relance' AND {_UNANSWERED} AND {_WAS_QUALIFIED}",
    Waiting.RELANCE: f"status = 'relance' AND ({_UNANSWERED} AND {_WAS_QUALIFIED}) IS NOT TRUE",
    Waiting.RETURNED: "returned_at IS NOT NULL AND (followed_up_at IS NULL OR followed_up_at < returned_at)",
}
"""The class of a row of `leads`."""


def waiting_indexes() -> list[Index]:
    """One for each class, by how long there has been silence. What else the rule asks is in it too."""
    columns = ("coach_id", text("last_contact_at NULLS FIRST"), "id")
    asked = ("status", "deferred_until", "followed_up_at")
    return [
        Index(f"ix_leads_waiting_{name}", *columns, postgresql_include=asked, postgresql_where=text(which))
        for name, which in WAITING.items()
    ]


def standing_indexes(standing: Iterable[tuple[str, str]]) -> list[Index]:
    """One for each status, in the order of the list. `standing`: a status, and what says in SQL that a row has it."""
    columns = ("coach_id", text("active_at DESC"), text("id DESC"))
    return [Index(f"ix_leads_{status}", *columns, postgresql_where=text(which)) for status, which in standing]
