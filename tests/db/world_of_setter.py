"""What the setter brings into a practice, as rows for the world of the matrix."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from trustcoach_app.db.types import new_id

NOON = datetime(2030, 3, 4, 12, tzinfo=UTC)
DAY = date(2030, 3, 1)
SEALED = b"sealed"
_numbers = count(1)

COACHS = frozenset({"coach"})
"""Tables that only the coach reads or writes within a practice."""
WHOSE = {
    "intake_volumes": frozenset[str](),
    "inbound_events": frozenset({"coach", "hook"}),
    "dead_letters": frozenset({"coach", "hook"}),
    "kpi_cells": frozenset({"coach", "bi"}),
    "kpi_states": frozenset({"coach", "bi"}),
}


def setter_rows(owners: frozenset[str]) -> Iterator[tuple[bool, str, frozenset[str], dict[str, Any]]]:
    """Whether the row stands, its table, its owners among `owners`, its values without the tenant."""
    lead = new_id()
    for stands in (True, False):
        rows = {"leads": _lead(lead if stands else new_id()), **_of_lead(lead), **_intake(), **_figures()}
        for table, values in rows.items():
            yield stands, table, owners & WHOSE.get(table, COACHS), values


def _lead(key: Any) -> dict[str, Any]:
    words = ("contact_id", "instagram_username", "first_name", "last_name", "job_title", "job_key", "source")
    counts = dict.fromkeys(("messages_in", "messages_out", "messages_human"), 0)
    named = {**dict.fromkeys(words, ""), "notes": SEALED, "active_at": NOON, "search_key": ""}
    return {"id": key, "instagram_id": key.hex, **counts, **named}


def _of_lead(lead: Any) -> dict[str, dict[str, Any]]:
    message = {"direction": "out", "sender": "ai", "body": SEALED, "sent_at": NOON}
    event = {"type": "lead.qualified", "origin": "hook", "occurred_at": NOON}
    return {
        "lead_messages": {"id": new_id(), "lead_id": lead, **message},
        "lead_events": {"id": new_id(), "lead_id": lead, **event},
    }


def _intake() -> dict[str, dict[str, Any]]:
    key = new_id()
    letter = {"digest": key.hex, "body": SEALED, "size": 6, "problem": "", "received_at": NOON, "settlement": ""}
    inbound = {"type": "lead.won", "body": SEALED, "received_at": NOON}
    return {
        "setter_settings": {"minutes_per_message": 3, "silence_hours": 24},
        "setter_secrets": {"id": key, "secret": SEALED, "hint": "abcd"},
        "intake_volumes": {"ledger_bytes": 0},
        "inbound_events": {"id": key, **inbound},
        "dead_letters": {"id": key, **letter},
        "acquisition_costs": {"id": key, "month": DAY, "source": key.hex, "amount_cents": 100},
    }


def _figures() -> dict[str, dict[str, Any]]:
    cell = {"timezone": "Europe/Paris", "day": DAY, "metric": new_id().hex, "dimension": "", "value": 1}
    return {
        "kpi_marks": {"id": next(_numbers) + 1_000_000_000, "family": "cohort", "hours": [NOON]},
        "kpi_cells": cell,
        "kpi_states": {"timezone": "Europe/Paris", "last_updated": NOON, "drift": 0},
    }
