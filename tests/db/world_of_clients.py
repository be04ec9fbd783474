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


def action_rows(client_id: UUID) -> list[tuple[bool, frozenset[str], dict[str, Any]]]:
    """The client's own, which they may see, and the coach's: whether it stands, from whom it is hidden, the values."""
    return [
        (is_standing, hidden_from, {"id": new_id(), "client_id": client_id, "title": "Courir", "owner": owner})
        for owner, hidden_from in (("client", frozenset[str]()), ("coach", frozenset({"client"})))
        for is_standing in (True, False)
    ]
