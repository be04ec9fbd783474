"""A client, the coach's words about them and what is to be done, as rows for the world of the matrix."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from trustcoach_app.db.types import new_id


def client_values(coach_id: UUID, user_id: UUID | None) -> dict[str, Any]:
    """Column values of a client; whose file it is, if anybody's."""
    keys = {"phone": "", "timezone": "Europe/Paris", "search_key": "", "sort_key": ""}
    return {"coach_id": coach_id, "id": new_id(), "user_id": user_id, "name": "Camille", **keys}


def tag_rows(client_id: UUID) -> list[tuple[bool, str, dict[str, Any]]]:
    """One that the client has, and one that somebody may give them: whether they stand, the table, the values."""
    has, gets, new = (new_id() for _ in range(3))
    labels = [
        (is_standing, "tags", {"id": key, "label": "VIP", "key": key.hex})
        for key, is_standing in ((has, True), (gets, True), (new, False))
    ]
    given = [
        (is_standing, "client_tags", {"client_id": client_id, "tag_id": key})
        for key, is_standing in ((has, True), (gets, False))
    ]
    return [*labels, *given]


def merge_rows(client_id: UUID, merged_id: UUID) -> list[tuple[bool, str, dict[str, Any]]]:
    """A merge that stands, with a row that it moved, and another of each to be tried."""
    first, second = ({"id": new_id(), "survivor_id": client_id, "merged_id": merged_id} for _ in range(2))
    moved = {"merge_id": first["id"], "table_name": "goals", "from_id": merged_id, "to_id": client_id}
    return [
        (is_standing, table, values)
        for is_standing, merge in ((True, first), (False, second))
        for table, values in (
            ("client_merges", {**merge, "merged_at": datetime(2030, 3, 4, tzinfo=UTC)}),
            ("client_merge_rows", {**moved, "row_id": new_id()}),
        )
    ]


def told_rows(client_id: UUID) -> list[tuple[bool, str, frozenset[str], dict[str, Any]]]:
    """Actions of both, notes shared and not: whether it stands, its table, from whom it is hidden, the values."""
    noon, note = datetime(2030, 3, 4, 12, tzinfo=UTC), {"text": b"sealed"}
    nobody, client = frozenset[str](), frozenset({"client"})
    rows: tuple[tuple[str, frozenset[str], dict[str, Any]], ...] = (
        ("actions", nobody, {"title": "Courir", "owner": "client"}),
        ("actions", client, {"title": "Courir", "owner": "coach"}),
        ("client_notes", nobody, {**note, "shared_at": noon}),
        ("client_notes", client, note),
    )
    return [
        (is_standing, table, hidden_from, {"id": new_id(), "client_id": client_id, **values})
        for table, hidden_from, values in rows
        for is_standing in (True, False)
    ]
