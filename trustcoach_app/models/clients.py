# pyright: reportAssignmentType=false
"""A client is a relationship between a coach and somebody (decision 2)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, FetchedValue, Index, text
from sqlmodel import Field

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import ANY_ROW, DEFINER, IN_MY_PRACTICE, ME, READ, Grant, row_access
from trustcoach_app.limits import LONGEST_EMAIL, LONGEST_NAME, LONGEST_SEARCH_KEY, LONGEST_SORT_KEY
from trustcoach_app.models.base import TenantRow, choice, instant, within_tenant


class ClientStage(StrEnum):
    """A booking always has a client; before the first one that person is a prospect."""

    PROSPECT = "prospect"
    CLIENT = "client"


HAS_THE_ADDRESS = "email IS NOT NULL AND merged_into IS NULL"
"""Of whom an address is the only one's: the address of a merged client leads to the survivor."""


class Client(TenantRow, table=True):
    """`user_id` stays null until the address is proved, so a mistyped address opens nobody's file."""

    __tablename__ = "clients"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower"),
        within_tenant("merged_into", "clients", ondelete="NO ACTION"),
        Index("uq_clients_coach_id_email", "coach_id", "email", unique=True, postgresql_where=text(HAS_THE_ADDRESS)),
        Index("ix_clients_user_id", "user_id", postgresql_where=text("user_id IS NOT NULL")),
        Index("ix_clients_coach_id_sort_key", "coach_id", "sort_key"),
        Index(
            "ix_clients_coach_id_merged_into",
            "coach_id",
            "merged_into",
            postgresql_where=text("merged_into IS NOT NULL"),
        ),
    )

    user_id: UUID | None = Field(
        default=None,
        foreign_key="users.id",
        ondelete="SET NULL",
        sa_column_kwargs={"server_default": FetchedValue()},  # inserts leave it out: coaches may not name it
    )
    name: str = Field(max_length=LONGEST_NAME)
    email: str | None = Field(default=None, max_length=LONGEST_EMAIL)
    phone: str = Field(default="", max_length=32)
    stage: ClientStage = choice(ClientStage, default=ClientStage.CLIENT)
    timezone: str = Field(default="Europe/Paris", max_length=64)
    search_key: str = Field(max_length=LONGEST_SEARCH_KEY)
    sort_key: str = Field(max_length=LONGEST_SORT_KEY)
    merged_into: UUID | None = None
    archived_at: datetime | None = instant(nullable=True)


WRITTEN_BY_COACH = (
    "name",
    "email",
    "phone",
    "stage",
    "timezone",
    "search_key",
    "sort_key",
    "merged_into",
    "archived_at",
)
"""Not `user_id`: a coach cannot say whose file it is, only a proved address can."""

row_access(
    Client,
    Grant(Role.COACH, READ, IN_MY_PRACTICE),
    Grant(Role.COACH, ("INSERT",), IN_MY_PRACTICE, columns=("coach_id", "id", "created_at", *WRITTEN_BY_COACH)),
    Grant(Role.COACH, ("UPDATE",), IN_MY_PRACTICE, columns=WRITTEN_BY_COACH),
    Grant(Role.COACH, ("DELETE",), f"{IN_MY_PRACTICE} AND id IN (SELECT client_id FROM imported_clients)"),
    Grant(Role.CLIENT, READ, f"user_id = {ME}"),
    Grant(DEFINER, READ, ANY_ROW, columns=("coach_id", "user_id", "email", "stage", "merged_into", "archived_at")),
    Grant(DEFINER, ("UPDATE",), ANY_ROW, columns=("user_id",)),
    notifies=True,
)

OF_MY_FILES = "(coach_id, client_id) IN (SELECT coach_id, id FROM clients)"
"""For the client role: rows that hang from a client row which is theirs (its own policy narrows the subquery)."""
