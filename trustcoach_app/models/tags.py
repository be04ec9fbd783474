# pyright: reportAssignmentType=false
"""The coach's words about clients. They are hers alone: no client reads them."""

from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import IN_MY_PRACTICE, Grant, row_access
from trustcoach_app.limits import LONGEST_TAG_KEY
from trustcoach_app.models.base import TenantRow, within_tenant

LONGEST_TAG = 40
MOST_TAGS = 20
"""Of one client."""
MOST_LABELS = 200
"""Of one practice."""


class Tag(TenantRow, table=True):
    """A word of a practice: one row for a spelling and all that fold to it, written as it was written first."""

    __tablename__ = "tags"
    __table_args__ = (Index("uq_tags_coach_id_key", "coach_id", "key", unique=True),)

    label: str = Field(max_length=LONGEST_TAG)
    key: str = Field(max_length=LONGEST_TAG_KEY)
    """The label without accents and case (clients/tags.py)."""


class ClientTag(SQLModel, table=True):
    """A client has a tag. It keeps an import from taking the client back."""

    __tablename__ = "client_tags"
    __table_args__ = (
        within_tenant("client_id", "clients", ondelete="NO ACTION"),
        within_tenant("tag_id", "tags"),
        Index("ix_client_tags_coach_id_tag_id", "coach_id", "tag_id"),
    )

    coach_id: UUID = Field(primary_key=True, foreign_key="coaches.id", ondelete="CASCADE")
    client_id: UUID = Field(primary_key=True)
    tag_id: UUID = Field(primary_key=True)


GIVEN = ("SELECT", "INSERT", "DELETE")
row_access(Tag, Grant(Role.COACH, GIVEN, IN_MY_PRACTICE), notifies=True)
row_access(ClientTag, Grant(Role.COACH, GIVEN, IN_MY_PRACTICE), notifies=True)
