# pyright: reportAssignmentType=false
"""Two clients who turned out to be one: what was done, and which rows it moved."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import ANY_ROW, DEFINER, IN_MY_PRACTICE, READ, Grant, row_access
from trustcoach_app.models.base import TenantRow, instant, within_tenant

MOVES = {
    "actions": "what is to be done is done with the one person",
    "booking_series": "their sessions move, and the plan goes with them",
    "bookings": "numbers, health and what was earned count the one person's sessions; so does the price last agreed",
    "clients": "whoever was merged into the merged one is read through the survivor: one step, never a chain",
    "client_notes": "what was noted of the one person stands on their file; who reads a note stays as it was",
    "client_tags": "the survivor has the words of both",
    "conversations": "one for each client: where both have one, the messages move",
    "goals": "they are the one person's; their measures hang from them",
    "leads": "who was won, and what that brought, is the one person's",
    "sessions": "beside their bookings; notes, moments and summaries hang from them",
}
"""Tables whose rows go to the survivor when two clients are merged, and why."""

STAYS = {
    "client_merges": "what was done is said of the two who they were then",
    "imported_clients": "it remembers whom an import made, and only takes that one back",
}
"""Tables whose rows keep the client they had, and why. Papers and the ledger belong here: they are never rewritten, and
read through `merged_into`."""


class ClientMerge(TenantRow, table=True):
    """`merged_id` was merged into `survivor_id`. `before` and `after` hold what the merge wrote over, for its undo."""

    __tablename__ = "client_merges"
    __table_args__ = (
        within_tenant("survivor_id", "clients", ondelete="NO ACTION"),
        within_tenant("merged_id", "clients", ondelete="NO ACTION"),
        CheckConstraint("survivor_id <> merged_id", name="two"),
        Index("ix_client_merges_coach_id_survivor_id", "coach_id", "survivor_id", "merged_at"),
        Index("ix_client_merges_coach_id_merged_id", "coach_id", "merged_id"),
        Index("ix_client_merges_merged_at", "merged_at"),
    )

    survivor_id: UUID
    merged_id: UUID
    merged_at: datetime = instant()
    undone_at: datetime | None = instant(nullable=True)
    before: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default=text("'{}'"))
    )
    """Columns of both, by « survivor » and « merged »; empty once it is too old to be undone."""
    after: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default=text("'{}'"))
    )
    """Columns of the survivor, as the merge left them."""


class ClientMergeRow(SQLModel, table=True):
    """One row that a merge moved: its table and key, and whom it belonged to before and after.

    `to_id` is empty for a tag that both had: the survivor keeps its own, the merged one's went.
    """

    __tablename__ = "client_merge_rows"
    __table_args__ = (within_tenant("merge_id", "client_merges"),)

    coach_id: UUID = Field(primary_key=True, foreign_key="coaches.id", ondelete="CASCADE")
    merge_id: UUID = Field(primary_key=True)
    table_name: str = Field(primary_key=True, max_length=63)
    row_id: UUID = Field(primary_key=True)
    from_id: UUID
    to_id: UUID | None = None


row_access(
    ClientMerge,
    Grant(Role.COACH, ("SELECT", "INSERT"), IN_MY_PRACTICE),
    Grant(Role.COACH, ("UPDATE",), IN_MY_PRACTICE, columns=("undone_at",)),
    Grant(DEFINER, READ, ANY_ROW, columns=("coach_id", "id", "merged_at", "before")),
    Grant(DEFINER, ("UPDATE",), ANY_ROW, columns=("before", "after")),
    notifies=True,
)
row_access(
    ClientMergeRow,
    Grant(Role.COACH, ("SELECT", "INSERT"), IN_MY_PRACTICE),
    Grant(DEFINER, ("SELECT", "DELETE"), ANY_ROW),
)
