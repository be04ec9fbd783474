"""Who acts. A principal names a database role and the identity that its policies read."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a principal acts as. The value is also the suffix of its database role, `trustcoach_<value>`."""

    COACH = "coach"
    CLIENT = "client"
    SPONSOR = "sponsor"
    ADMIN = "admin"
    PUBLIC = "public"
    HOOK = "hook"
    DOOR = "door"
    ROLLUP = "rollup"
    JOBS = "jobs"

    @property
    def database_role(self) -> str:
        """The PostgreSQL role that the transaction takes, e.g. `trustcoach_coach`."""
        return f"trustcoach_{self.value}"


@dataclass(frozen=True)
class Principal:
    """One identity for one unit of work: a role, and the person and tenant it stands for."""

    role: Role
    user_id: UUID | None = None
    coach_id: UUID | None = None
    session_id: UUID | None = None

    @property
    def user(self) -> UUID:
        """The acting person. Raises LookupError for principals that stand for nobody."""
        if self.user_id is None:
            raise LookupError(f"{self.role} stands for no person")
        return self.user_id

    @property
    def coach(self) -> UUID:
        """The tenant. Raises LookupError for principals outside any tenant."""
        if self.coach_id is None:
            raise LookupError(f"{self.role} stands in no practice")
        return self.coach_id


DOOR = Principal(Role.DOOR)
"""Before sign-in: may only call the named door functions."""

JOBS = Principal(Role.JOBS)
"""The machine looking for work across tenants: may only call the named finder functions."""

ROLLUP = Principal(Role.ROLLUP)
"""The machine adding up figures: of any practice, and only what they are made of (models/rollup.py)."""


def public_page(coach_id: UUID) -> Principal:
    """A visitor of one coach's public page, signed in or not."""
    return Principal(Role.PUBLIC, coach_id=coach_id)


def in_practice(coach_id: UUID) -> Principal:
    """A job that acts inside one practice, with what its coach may do there."""
    return Principal(Role.COACH, coach_id=coach_id)
