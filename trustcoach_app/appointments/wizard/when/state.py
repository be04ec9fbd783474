"""The wizard's third step: which day and hour, and how often."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.appointments.fields import NewAppointment
from trustcoach_app.appointments.present import nearest_options
from trustcoach_app.appointments.series import series_dates
from trustcoach_app.appointments.views import SlotOption
from trustcoach_app.appointments.warning import warning_against
from trustcoach_app.appointments.wizard import form, present
from trustcoach_app.appointments.wizard.dates import date_rows, unsettled
from trustcoach_app.appointments.wizard.views import DaySlots, Month, SeriesDateRow
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import slot_queries
from trustcoach_app.availability.queries import minutes_of_type
from trustcoach_app.availability.service import NotOffered, nearest
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.forms import an_id

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class WhenState(rx.State, mixin=True):
    """What is free around a day for the chosen type. Whoever mixes it in holds the form and its step."""

    step: int = 1
    type_id: str = ""
    month: Month = Month()
    slots: DaySlots = DaySlots()
    repeat: str = form.ONCE
    ends: str = form.Ends.COUNT.value
    dates: list[SeriesDateRow] = []
    """Of a series: the dates that are not free, each a question."""
    problem: str = ""
    nearest: list[SlotOption] = []
    _zone: str = "UTC"
    """Whose hours it shows, and means."""
    _asked: time | None = None
    _is_day_chosen: bool = False
    _warned_of: str = ""
    """The hour of her own at which she does not work, and was told so: once."""
    _dates_of: str = ""
    """Which series the questions are about: of another one nothing was said yet."""

    def _open_on(self, wanted: str, zone: ZoneInfo) -> None:
        """On a day or an hour of the coach; from today on where it names none, or one that is over."""
        today = clock.now().astimezone(zone).date()
        day, self._asked = form.opened_on(wanted, today)
        self._is_day_chosen = day > today or self._asked is not None
        self.slots, self._zone = DaySlots(day=max(day, today).isoformat()), zone.key

    async def _show(self, db: Any, day: date) -> None:
        """The month of a day, what is free on it, and the next day that has something."""
        asked, now = {"coach_id": principal().coach, "type_id": an_id(self.type_id)}, clock.now()
        found = await slot_queries.slots_around(db, **asked, day=day, first=day.replace(day=1), now=now)
        self.month = present.month(day, found.slots, found.zone, now)
        self.slots, self._zone = present.day_slots(day, found, self._asked), found.zone.key

    async def _show_first_free(self, db: Any) -> None:
        """The chosen day, or the first one with something free while none was chosen."""
        await self._show(db, date.fromisoformat(self.slots.day))
        if self.slots.next_day and not self._is_day_chosen:
            await self._show(db, date.fromisoformat(self.slots.next_day))

    async def _warn_once(self, wanted: NewAppointment) -> None:
        """Raises InvalidInput(other_hour) the first time that an own hour lies where its coach does not work."""
        which = f"{wanted.starts_at.isoformat()} {wanted.type_id}"
        if not wanted.is_own_hour or wanted.repeat is not None or which == self._warned_of:
            return
        coach_id, now = principal().coach, clock.now()
        async with unit_of_work(principal()) as db:
            minutes = await minutes_of_type(db, coach_id=coach_id, type_id=wanted.type_id)
            words = await warning_against(db, coach_id=coach_id, starts_at=wanted.starts_at, minutes=minutes, now=now)
        self._warned_of = which
        if words:
            raise InvalidInput(other_hour=f"{words} Continuez pour la réserver quand même.")

    async def _settle_dates(self, wanted: NewAppointment) -> list[datetime]:
        """When the sessions are; asks about every date of a series that is not free.

        Raises InvalidInput(dates) while one is open.
        """
        plan = wanted.repeat
        if plan is None:
            self.dates, self._dates_of = [], ""
            return [wanted.starts_at]
        which = f"{wanted.starts_at.isoformat()} {wanted.type_id} {plan.frequency} {plan.occurrences} {plan.until}"
        if which != self._dates_of:
            self.dates, self._dates_of, plan = [], which, replace(plan, choices={})
        who = principal()
        async with unit_of_work(who) as db:
            rows = await series_dates(db, coach_id=who.coach, wanted=wanted, plan=plan, now=clock.now())
        self.dates = date_rows(rows, self.dates, plan.choices, ZoneInfo(self._zone))
        if open_ones := sum(bool(row.why) for row in rows):
            raise InvalidInput(dates=unsettled(open_ones))
        return sorted(row.starts_at for row in rows if row.starts_at)

    async def _refuse_slot(self, refused: NotOffered) -> None:
        """Say it on the step of the slots, whose free times are read anew, with the nearest ones to take."""
        self.problem, self.step, self._asked = str(refused), 3, None
        who, zone = principal(), ZoneInfo(self._zone)
        async with unit_of_work(who) as db:
            await self._show(db, refused.starts_at.astimezone(zone).date())
        self.nearest = nearest_options(await nearest(who, refused), zone)

    @rx.event
    @access(Role.COACH)
    async def choose_day(self, day: str):
        """Show what is free on a day, and its month."""
        try:
            wanted = date.fromisoformat(str(day))
        except ValueError:
            return
        async with unit_of_work(principal()) as db:
            await self._show(db, min(max(wanted, EARLIEST), LATEST))

    @rx.event
    @access(Role.COACH)
    async def turn_month(self, forward: bool):
        """Look at the month before or after."""
        first, last = present.month_bounds(date.fromisoformat(self.month.first))
        day = date.fromordinal(last.toordinal() + 1 if forward else first.toordinal() - 1)
        async with unit_of_work(principal()) as db:
            await self._show(db, day if forward else present.month_bounds(day)[0])

    @rx.event
    @access(Role.COACH)
    async def take(self, slot: str):
        """Choose one of the nearest free times, which may be on another day."""
        try:
            local = datetime.fromisoformat(str(slot)).astimezone(ZoneInfo(self._zone))
        except (ValueError, OverflowError):
            return
        self._asked, self.problem, self.nearest = local.time(), "", []
        async with unit_of_work(principal()) as db:
            await self._show(db, local.date())

    @rx.event
    @access(Role.COACH)
    def choose_repeat(self, repeat: str):
        """Show how a series ends, or hide it."""
        self.repeat, self.dates, self._dates_of = str(repeat)[:20], [], ""

    @rx.event
    @access(Role.COACH)
    def choose_ends(self, ends: str):
        """A number of sessions, or a last date."""
        self.ends = str(ends)[:20]
