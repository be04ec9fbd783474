"""What the tables share."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, DateTime, Enum, ForeignKeyConstraint, MetaData, text
from sqlmodel import Field, SQLModel

from trustcoach_app.db.types import new_id

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


def instant(*, nullable: bool = False, now: bool = False, **options: Any) -> Any:
    """A timestamptz column. `now`: the database fills it in, for bookkeeping that no rule reads."""
    default = text("now()") if now else None
    return Field(
        default=None, sa_column=Column(DateTime(timezone=True), nullable=nullable, server_default=default, **options)
    )


def choice(kind: type[StrEnum], *, default: StrEnum | None = None, nullable: bool = False, type_name: str = "") -> Any:
    """A native enum column that stores the values of `kind`. `type_name`: the database's, where it is another."""
    column_type = Enum(kind, name=type_name or _snake(kind.__name__), values_callable=_values)
    server_default = None if default is None else default.value
    return Field(default=default, sa_column=Column(column_type, nullable=nullable, server_default=server_default))


def word(kind: type[StrEnum], *, most: int = 40) -> Any:
    """A column of text that holds the values of `kind`: a check beside it says which, so a new one is no surgery."""
    column_type = Enum(kind, native_enum=False, create_constraint=False, length=most, values_callable=_values)
    return Field(sa_column=Column(column_type, nullable=False))


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def _snake(name: str) -> str:
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("_")


def within_tenant(column: str, table: str, *, ondelete: str = "CASCADE") -> ForeignKeyConstraint:
    """A foreign key that includes the tenant, so that it can never point at another coach's row."""
    return ForeignKeyConstraint(["coach_id", column], [f"{table}.coach_id", f"{table}.id"], ondelete=ondelete)


def between(column: str, limits: tuple[int, int], name: str) -> CheckConstraint:
    """That a number is the least, the most, or between them."""
    return CheckConstraint("{} BETWEEN {} AND {}".format(column, *limits), name=name)


class Identified(SQLModel):
    """A row with a key of its own."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    created_at: datetime = Field(
        default=None,
        sa_type=DateTime(timezone=True),
        sa_column_kwargs={"server_default": text("now()")},
        nullable=False,
    )  # type: ignore[call-overload]


class TenantRow(SQLModel):
    """A row of one coach's practice: the tenant leads the key."""

    coach_id: UUID = Field(primary_key=True, foreign_key="coaches.id", ondelete="CASCADE")
    id: UUID = Field(default_factory=new_id, primary_key=True)
    created_at: datetime = Field(
        default=None,
        sa_type=DateTime(timezone=True),
        sa_column_kwargs={"server_default": text("now()")},
        nullable=False,
    )  # type: ignore[call-overload]
