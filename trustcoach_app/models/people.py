# pyright: reportAssignmentType=false
"""People, the roles they have, and the coaches' practices (decisions 1 and 2)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Column, ForeignKey, Text, text
from sqlmodel import Field, SQLModel

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import (
    ANY_ROW,
    ANY_ROW_FOR_SOMEBODY,
    DEFINER,
    IN_MY_PRACTICE,
    ME,
    MINE,
    MY_PRACTICE,
    READ,
    WRITE,
    Grant,
    row_access,
)
from trustcoach_app.limits import LONGEST_EMAIL, LONGEST_NAME
from trustcoach_app.models.base import Identified, choice, instant

LONGEST_SPECIALTY = 120


class UserRole(StrEnum):
    """What a person may be, at once: a coach can be another coach's client, and an administrator too."""

    COACH = "coach"
    CLIENT = "client"
    SPONSOR = "sponsor"
    ADMIN = "admin"


class BadgeLevel(StrEnum):
    """Standard = address proved, verified = diplomas checked by hand, premium = and interviewed (decision 23)."""

    STANDARD = "standard"
    VERIFIED = "verified"
    PREMIUM = "premium"


class User(Identified, table=True):
    """A person, global: one row per lower-cased address."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)

    email: str = Field(unique=True, max_length=LONGEST_EMAIL)
    name: str = Field(max_length=LONGEST_NAME)
    email_verified_at: datetime | None = instant(nullable=True)
    disabled_at: datetime | None = instant(nullable=True)


class UserRoleRow(SQLModel, table=True):
    """One role of one person."""

    __tablename__ = "user_roles"

    user_id: UUID = Field(primary_key=True, foreign_key="users.id", ondelete="CASCADE")
    role: UserRole = Field(sa_column=Column(choice(UserRole).sa_column.type, primary_key=True))


class Coach(Identified, table=True):
    """A coach's practice: the tenant."""

    __tablename__ = "coaches"
    __table_args__ = (
        CheckConstraint("hourly_rate_cents >= 0", name="rate_positive"),
        CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name="slug_shape"),
    )

    user_id: UUID = Field(sa_column=Column(ForeignKey("users.id", ondelete="CASCADE"), unique=True, nullable=False))
    slug: str = Field(unique=True, max_length=80)
    specialty: str = Field(default="", max_length=LONGEST_SPECIALTY)
    headline: str = Field(default="", max_length=160)
    bio: str = Field(default="", sa_type=Text)
    specialties: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(Text), nullable=False, server_default=text("'{}'"))
    )
    timezone: str = Field(default="Europe/Paris", max_length=64)
    currency: str = Field(default="EUR", min_length=3, max_length=3)
    hourly_rate_cents: int | None = None
    """None until the coach said it: never 0 by silence."""
    city: str = Field(default="", max_length=120)
    settled_steps: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(Text), nullable=False, server_default=text("'{}'"))
    )
    """Of the first hour: what the coach said is done, or put away."""
    badge_level: BadgeLevel = choice(BadgeLevel, default=BadgeLevel.STANDARD)
    verified_at: datetime | None = instant(nullable=True)
    deactivated_at: datetime | None = instant(nullable=True)


class CoachPhoto(SQLModel, table=True):
    """The coach's picture as we made it anew, a small WebP. A table of its own: nothing else reads its bytes."""

    __tablename__ = "coach_photos"
    __table_args__ = (CheckConstraint("octet_length(image) <= 262144", name="image_size"),)

    coach_id: UUID = Field(primary_key=True, foreign_key="coaches.id", ondelete="CASCADE")
    image: bytes
    digest: str = Field(max_length=64)
    """SHA-256 of the image: a changed photo has another address."""
    changed_at: datetime = instant()


KEPT_BY_THE_COACH = (
    "specialty",
    "headline",
    "bio",
    "specialties",
    "timezone",
    "hourly_rate_cents",
    "city",
    "settled_steps",
)

row_access(
    User,
    Grant(Role.ADMIN, ("SELECT", "INSERT"), ANY_ROW_FOR_SOMEBODY),
    Grant(
        Role.ADMIN,
        ("UPDATE",),
        ANY_ROW_FOR_SOMEBODY,
        columns=("email", "name", "email_verified_at", "disabled_at"),
    ),
    *(
        grant
        for role in (Role.COACH, Role.CLIENT, Role.SPONSOR)
        for grant in (Grant(role, READ, f"id = {ME}"), Grant(role, ("UPDATE",), f"id = {ME}", columns=("name",)))
    ),
    Grant(DEFINER, ("SELECT", "UPDATE"), ANY_ROW),
)
row_access(
    UserRoleRow,
    Grant(Role.ADMIN, ("SELECT", "INSERT", "DELETE"), ANY_ROW_FOR_SOMEBODY),
    Grant(Role.COACH, READ, MINE),
    Grant(Role.CLIENT, READ, MINE),
    Grant(DEFINER, READ, ANY_ROW),
)
row_access(
    Coach,
    Grant(Role.ADMIN, ("SELECT", "INSERT"), ANY_ROW_FOR_SOMEBODY),
    Grant(
        Role.ADMIN,
        ("UPDATE",),
        ANY_ROW_FOR_SOMEBODY,
        columns=("slug", *KEPT_BY_THE_COACH, "currency", "badge_level", "verified_at", "deactivated_at"),
    ),
    Grant(Role.COACH, READ, f"id = {MY_PRACTICE}"),
    Grant(Role.COACH, ("UPDATE",), f"id = {MY_PRACTICE}", columns=KEPT_BY_THE_COACH),
    Grant(Role.CLIENT, READ, f"id IN (SELECT coach_id FROM clients WHERE user_id = {ME})"),
    Grant(Role.ROLLUP, READ, ANY_ROW, columns=("id", "timezone")),
    Grant(DEFINER, READ, ANY_ROW),
)
row_access(
    CoachPhoto,
    Grant(Role.COACH, WRITE, IN_MY_PRACTICE),
    Grant(Role.CLIENT, READ, f"coach_id IN (SELECT coach_id FROM clients WHERE user_id = {ME})"),
    notifies=True,
)
