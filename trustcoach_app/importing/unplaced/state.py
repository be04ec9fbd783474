"""What is clicked in the list of what imports could not place."""

import reflex as rx

from trustcoach_app.auth.access import access, principal
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.forms import an_id
from trustcoach_app.importing import present, service
from trustcoach_app.importing.views import UnplacedLine
from trustcoach_app.models.importing import ImportKind
from trustcoach_app.shell.state import offer
from trustcoach_app.uploads.queries import recent_imports


class UnplacedState(rx.State):
    """Of all imports of before."""

    rows: list[UnplacedLine] = []

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        who = principal()
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            rows = await recent_imports(db, coach_id=who.coach, kind=ImportKind.PLANNING)
        self.rows = present.unplaced([(row, present.written_plan(row)) for row in rows], zone)

    @rx.event
    @access(Role.COACH)
    async def settle(self, import_id: str, number: int):
        """The coach placed it, or lets it be; its toast lists it again."""
        what = await self._settled(import_id, number, is_settled=True)
        await offer(self, f"Réglé\u202f: {what}.", "Rétablir", UnplacedState.unsettle(import_id, number))
        return UnplacedState.refresh

    @rx.event
    @access(Role.COACH)
    async def unsettle(self, import_id: str, number: int):
        """List it again, from its toast."""
        await self._settled(import_id, number, is_settled=False)
        return UnplacedState.refresh

    async def _settled(self, import_id: str, number: int, *, is_settled: bool) -> str:
        if type(number) is not int:
            raise NotFound
        who, wanted = principal(), an_id(import_id)
        async with unit_of_work(who) as db:
            return await service.settle_unplaced(
                db, coach_id=who.coach, import_id=wanted, number=number, is_settled=is_settled
            )
