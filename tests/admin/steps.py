"""What an administrator does, in a call."""

from datetime import UTC, datetime

from tests.fixtures.people import Person
from trustcoach_app.admin import service
from trustcoach_app.admin.service import Invited, NewCoach
from trustcoach_app.db.principal import Principal
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work


async def create(who: Principal, email: str, name: str = "Élodie Noël", now: datetime | None = None) -> Invited:
    """Create a coach."""
    wanted = NewCoach(email=email, name=name, specialty="Stress")
    async with unit_of_work(who) as db:
        return await service.create_coach(db, who=who, wanted=wanted, now=now or datetime.now(UTC))


def token_of(invited: Invited) -> str:
    """What an invitation's link carries."""
    return invited.link.partition("jeton=")[2]


def address() -> str:
    """One that nobody has."""
    return f"{new_id()}@exemple.fr"


async def act(who: Principal, change: str, person: Person, **arguments: object) -> str:
    """One of the service's changes."""
    async with unit_of_work(who) as db:
        return await getattr(service, change)(db, who=who, coach_id=person.coach_id, now=datetime.now(UTC), **arguments)
