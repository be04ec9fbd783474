"""Who is signed in, and the route → role rule: the route picks the role, one principal acts per page (decision 1)."""

from dataclasses import dataclass
from uuid import UUID

from trustcoach_app.db.principal import Principal, Role

HOMES = {Role.COACH: "/dashboard/coach", Role.ADMIN: "/admin", Role.CLIENT: "/espace"}
"""Where each role lands, in the order in which a person with several lands; who has none of them lands on /compte."""


@dataclass(frozen=True)
class SignedIn:
    """A live browser session and what its person may act as right now."""

    session_id: UUID
    user_id: UUID
    roles: frozenset[Role]
    coach_id: UUID | None

    @property
    def home(self) -> str:
        """The page to land on; the account page for somebody who has no role with a home yet."""
        return next((path for role, path in HOMES.items() if role in self.roles), "/compte")

    def acting_as(self, role: Role) -> Principal:
        """The principal of one of this person's roles. The caller has checked that it is one."""
        coach_id = self.coach_id if role is Role.COACH else None
        return Principal(role, user_id=self.user_id, coach_id=coach_id, session_id=self.session_id)


def role_of_path(path: str) -> Role | None:
    """The role that a page belongs to; None for pages that any signed-in person may open."""
    return next((role for role, home in HOMES.items() if path == home or path.startswith(home + "/")), None)


def role_for(signed_in: SignedIn, allowed: frozenset[Role], path: str) -> Role | None:
    """The role to act in: the page's where it is allowed and held, else the first allowed one that is held."""
    held = [role for role in (*HOMES, Role.SPONSOR) if role in allowed & signed_in.roles]
    page_role = role_of_path(path)
    return page_role if page_role in held else next(iter(held), None)
