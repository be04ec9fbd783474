# pyright: reportAssignmentType=false
"""What a coach and a client said that one of them will do."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import IN_MY_PRACTICE, READ, WRITE, Grant, row_access
from trustcoach_app.models.base import TenantRow, choice, instant, within_tenant
from trustcoach_app.models.clients import OF_MY_FILES

LONGEST_ACTION = 200


class ActionOwner(StrEnum):
    """Who is to do it."""

    COACH = "coach"
    CLIENT = "client"


class Action(TenantRow, table=True):
    """Something that the coach or the client is to do. The client sees their own; the coach's are hers alone."""

    __tablename__ = "actions"
    __table_args__ = (
        within_tenant("client_id", "clients", ondelete="NO ACTION"),
        within_tenant("session_id", "sessions", ondelete="SET NULL (session_id)"),
        Index("ix_actions_coach_id_client_id", "coach_id", "client_id"),
        Index("ix_actions_coach_id_session_id", "coach_id", "session_id"),
    )

    client_id: UUID
    session_id: UUID | None = None
    """The session in which it was agreed, if it was."""
    title: str = Field(max_length=LONGEST_ACTION)
    owner: ActionOwner = choice(ActionOwner, default=ActionOwner.CLIENT)
    due_on: date | None = None
    """A day of the coach's calendar."""
    done_at: datetime | None = instant(nullable=True)


THE_CLIENT_S = f"owner = 'client' AND {OF_MY_FILES}"
"""Of the client's own, they say whether it is done, and nothing else."""

row_access(
    Action,
    Grant(Role.COACH, WRITE, IN_MY_PRACTICE),
    Grant(Role.CLIENT, READ, THE_CLIENT_S),
    Grant(Role.CLIENT, ("UPDATE",), THE_CLIENT_S, columns=("done_at",)),
    notifies=True,
)
