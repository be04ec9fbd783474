"""What is clicked on the page of imports, and in its dialog. Files themselves come by HTTP (routes.py)."""

from typing import Any

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.bookings.service import diary_gate, restore_booking
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.forms import an_id, reading
from trustcoach_app.importing import feeds, present, queries, service
from trustcoach_app.importing.plan import PLAN
from trustcoach_app.importing.unplaced.state import UnplacedState
from trustcoach_app.importing.views import DryRunView, FeedLine, ImportRow, WithdrawnLine
from trustcoach_app.integrations.calendar_feed.addresses import LONGEST_ADDRESS
from trustcoach_app.models.importing import LONGEST_FEED_NAME, ImportKind
from trustcoach_app.shell.forms.state import ClosingState
from trustcoach_app.shell.state import ShellState, offer
from trustcoach_app.uploads.queries import one_import, recent_imports
from trustcoach_app.uploads.service import discard_import

PAGE = "/dashboard/coach/planning/importer"
KIND = ImportKind.PLANNING


class ImportState(ClosingState, rx.State):
    """The dry run that the address names, and the imports of before."""

    is_loaded: bool = False
    draft: DryRunView = DryRunView()
    imports: list[ImportRow] = []
    withdrawn: list[WithdrawnLine] = []
    """What was called off elsewhere, and is in no dry run that is shown."""
    errors: dict[str, str] = {}
    undoing: str = ""
    """The import that the coach is asked about."""

    def _leave(self) -> None:
        self.undoing = ""

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        who, now = principal(), clock.now()
        named = self.router.url.query_parameters.get("fichier", "")
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            rows = await recent_imports(db, coach_id=who.coach, kind=KIND)
            draft = await self._draft(db, named, zone, now)
            withdrawn = await queries.withdrawn_rows(db, coach_id=who.coach, now=now)
        shown = {row.id for row in draft.withdrawn}
        self.draft = draft
        self.withdrawn = [row for row in present.withdrawn(withdrawn, zone) if row.id not in shown]
        self.imports = [present.history(row, present.written_plan(row), now) for row in rows]
        self.is_loaded = True
        return UnplacedState.refresh

    async def _draft(self, db: Any, named: str, zone: Any, now: Any) -> DryRunView:
        coach_id = principal().coach
        try:
            row = await one_import(db, coach_id=coach_id, kind=KIND, import_id=an_id(named))
        except NotFound:
            return DryRunView()
        plan = PLAN.validate_json(row.plan)
        ids = [one.row_id for one in plan.withdrawn]
        standing = await queries.withdrawn_rows(db, coach_id=coach_id, now=now, ids=ids)
        return present.draft(row, plan, {str(made.row_id) for made in standing}, zone, now)

    @rx.event
    @access(Role.COACH)
    async def confirm(self, form: dict[str, Any]):
        """Write the dry run."""
        who, now = principal(), clock.now()
        wanted = an_id(self.draft.id)
        self.errors = {}
        async with unit_of_work(who) as db:
            row = await one_import(db, coach_id=who.coach, kind=KIND, import_id=wanted)
            plan = PLAN.validate_json(row.plan)
        try:
            async with diary_gate(who.coach), unit_of_work(who) as db:
                row = await service.confirm_import(
                    db, coach_id=who.coach, import_id=wanted, answers=present.answers(plan, form), now=now
                )
        except InvalidInput as refusal:
            self.errors = present.errors(plan, refusal.fields)
            if not self.errors:
                raise
            return None
        return [rx.redirect(PAGE, replace=True), ShellState.say(f"Importé\u202f: {row.outcome}.", "success")]

    @rx.event
    @access(Role.COACH)
    async def discard(self):
        """Forget the dry run."""
        who = principal()
        async with unit_of_work(who) as db:
            await discard_import(db, coach_id=who.coach, kind=KIND, import_id=an_id(self.draft.id))
        return rx.redirect(PAGE, replace=True)

    @rx.event
    @access(Role.COACH)
    async def cancel_withdrawn(self, event_id: str):
        """Cancel here what was called off elsewhere, and offer to take that back."""
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            booking_id = await service.cancel_withdrawn(
                db, coach_id=who.coach, event_id=an_id(event_id), now=clock.now()
            )
        if booking_id is None:
            return [ImportState.refresh, ShellState.say("Ce temps est libre.", "success")]
        await offer(self, "Séance annulée.", "Rétablir", ImportState.restore(str(booking_id)))
        return ImportState.refresh

    @rx.event
    @access(Role.COACH)
    async def restore(self, booking_id: str):
        """Take that back, from its toast."""
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            await restore_booking(db, coach_id=who.coach, booking_id=an_id(booking_id), now=clock.now())
        return [ImportState.refresh, ShellState.say("Séance rétablie.", "success")]

    @rx.event
    @access(Role.COACH)
    async def keep_withdrawn(self, event_id: str):
        """Leave in the diary what its calendar has no more."""
        who = principal()
        async with unit_of_work(who) as db:
            await service.keep_withdrawn(db, coach_id=who.coach, event_id=an_id(event_id))
        return ImportState.refresh

    @rx.event
    @access(Role.COACH)
    def open_undo(self, import_id: str):
        """Ask before an import is taken back."""
        self.undoing = str(import_id)[:40]

    @rx.event
    @access(Role.COACH)
    def close_undo(self):
        self.undoing = ""

    @rx.event
    @access(Role.COACH)
    async def undo(self):
        """Take it back."""
        who, wanted = principal(), an_id(self.undoing)
        self.undoing = ""
        async with diary_gate(who.coach), unit_of_work(who) as db:
            row = await service.undo_import(db, coach_id=who.coach, import_id=wanted, now=clock.now())
        return [ImportState.refresh, ShellState.say(f"Import annulé\u202f: {row.outcome}.", "success")]


class FeedsState(ClosingState, rx.State):
    """The private calendars that block slots."""

    is_loaded: bool = False
    rows: list[FeedLine] = []
    errors: dict[str, str] = {}
    form_number: int = 0
    """Grows when an address was taken, so that the form starts afresh."""
    removing: str = ""

    def _leave(self) -> None:
        self.removing = ""

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """Read the list anew."""
        who, now = principal(), clock.now()
        async with unit_of_work(who) as db:
            rows = await queries.feeds(db, coach_id=who.coach)
        self.rows, self.is_loaded = [present.feed(row, now) for row in rows], True

    @rx.event
    @access(Role.COACH)
    async def add(self, form: dict[str, Any]):
        """Follow a calendar, and read it at once."""
        who = principal()
        try:
            with reading(form) as sent:
                name = sent.text("name", most=LONGEST_FEED_NAME, required="Nommez ce calendrier.")
                address = sent.text(
                    "address", most=LONGEST_ADDRESS, required="Collez l’adresse secrète au format iCal."
                )
            async with diary_gate(who.coach), unit_of_work(who) as db:
                row = await feeds.add_feed(db, coach_id=who.coach, name=name, address=address)
        except InvalidInput as refusal:
            self.errors = refusal.fields
            return None
        self.errors, self.form_number = {}, self.form_number + 1
        problem = await feeds.poll_feed(who, feed_id=row.id, now=clock.now())
        news = ShellState.say(problem, "warning") if problem else ShellState.say("Calendrier suivi.", "success")
        return [FeedsState.refresh, news]

    @rx.event
    @access(Role.COACH)
    async def read_now(self, feed_id: str):
        """Read one calendar without waiting for its turn."""
        problem = await feeds.poll_feed(principal(), feed_id=an_id(feed_id), now=clock.now())
        news = ShellState.say(problem, "warning") if problem else ShellState.say("Calendrier relu.", "success")
        return [FeedsState.refresh, news]

    @rx.event
    @access(Role.COACH)
    def open_removal(self, feed_id: str):
        """Ask before a calendar is forgotten."""
        self.removing = str(feed_id)[:40]

    @rx.event
    @access(Role.COACH)
    def close_removal(self):
        """Go on following it."""
        self.removing = ""

    @rx.event
    @access(Role.COACH)
    async def remove(self):
        """Forget it, with its busy times."""
        who, wanted = principal(), an_id(self.removing)
        self.removing = ""
        async with diary_gate(who.coach), unit_of_work(who) as db:
            await feeds.remove_feed(db, coach_id=who.coach, feed_id=wanted)
        return [FeedsState.refresh, ShellState.say("Calendrier oublié ; ses créneaux sont libres.", "success")]
