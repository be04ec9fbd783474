"""What is clicked on the page of the setter's imports. Files themselves come by HTTP (routes.py)."""

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.forms import an_id
from trustcoach_app.setter.importing import present
from trustcoach_app.setter.importing.service import KIND, write_lead_import
from trustcoach_app.setter.importing.views import LeadDryRunView, LeadImportRow
from trustcoach_app.shell.state import ShellState
from trustcoach_app.uploads.queries import one_import, recent_imports
from trustcoach_app.uploads.service import discard_import

PAGE = "/dashboard/coach/setter/importer"


class LeadImportState(rx.State):
    """The dry run that the address names, and the imports of before."""

    is_loaded: bool = False
    draft: LeadDryRunView = LeadDryRunView()
    imports: list[LeadImportRow] = []
    percent: int = -1
    """How much of the dry run is written; -1 while nothing is."""

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        who, now = principal(), clock.now()
        named = self.router.url.query_parameters.get("fichier", "")
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            rows = await recent_imports(db, coach_id=who.coach, kind=KIND)
            try:
                row = await one_import(db, coach_id=who.coach, kind=KIND, import_id=an_id(named))
            except NotFound:
                row = None
        self.draft = present.draft(row, zone) if row else LeadDryRunView()
        self.imports = [present.history(row, now) for row in rows]
        self.is_loaded, self.percent = True, -1

    @rx.event
    @access(Role.COACH)
    async def confirm(self):
        """Write the dry run, showing how far it is."""
        said = present.written(self.draft)
        try:
            async for percent in write_lead_import(principal(), import_id=an_id(self.draft.id), now=clock.now()):
                self.percent = percent
                yield
        finally:
            self.percent = -1
        yield [rx.redirect(PAGE, replace=True), ShellState.say(said, "success")]

    @rx.event
    @access(Role.COACH)
    async def discard(self):
        """Forget the dry run."""
        who = principal()
        async with unit_of_work(who) as db:
            await discard_import(db, coach_id=who.coach, kind=KIND, import_id=an_id(self.draft.id))
        return rx.redirect(PAGE, replace=True)
