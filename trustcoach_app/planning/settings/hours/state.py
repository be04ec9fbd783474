"""The dialogs of the weekly ranges and of the dates that differ."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import reflex as rx

from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import queries as setup_queries
from trustcoach_app.availability import service as availability
from trustcoach_app.availability.schedule import Range
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.claims import a_day, a_number, a_text, an_hour, an_id
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.planning.settings.hours.views import RangeValues
from trustcoach_app.planning.settings.state import SetupState


class HoursState(rx.State):
    """`pane` is the dialog that is open: range, date or none."""

    pane: str = ""
    range_id: str = ""
    values: RangeValues = RangeValues()
    is_closed: bool = True
    errors: dict[str, str] = {}

    def _open(self, pane: str) -> None:
        self.reset()
        self.pane = pane

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave without saving."""
        self.reset()

    @rx.event
    @access(Role.COACH)
    def add_range(self, weekday: str):
        """Open a new range of a weekday."""
        self._open("range")
        self.values = RangeValues(weekday=str(weekday)[:1])

    @rx.event
    @access(Role.COACH)
    async def change_range(self, range_id: str):
        """Open a range that exists."""
        who, wanted = principal(), an_id(range_id)
        async with unit_of_work(who) as db:
            rows = await setup_queries.weekly_hours(db, coach_id=who.coach)
        row = next((row for row in rows if row.id == wanted), None)
        if row is None:
            return
        self._open("range")
        self.range_id = str(row.id)
        self.values = RangeValues(
            weekday=str(row.weekday),
            opens=f"{row.opens:%H:%M}",
            closes=f"{row.closes:%H:%M}",
            valid_from=row.valid_from.isoformat() if row.valid_from else "",
            valid_until=row.valid_until.isoformat() if row.valid_until else "",
        )

    @rx.event
    @access(Role.COACH)
    async def save_range(self, sent: dict[str, Any]):
        """Write a weekly range."""
        who = principal()
        self.errors = {}
        try:
            fields = _range(sent)
            async with diary_gate(who.coach), unit_of_work(who) as db:
                if self.range_id:
                    wanted = an_id(self.range_id)
                    await availability.change_hours(db, coach_id=who.coach, hours_id=wanted, fields=fields)
                else:
                    await availability.add_hours(db, coach_id=who.coach, fields=fields)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        self.reset()
        return SetupState.refresh

    @rx.event
    @access(Role.COACH)
    async def remove_range(self, range_id: str):
        """Delete a weekly range; sessions that were booked stay."""
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            await availability.remove_hours(db, coach_id=who.coach, hours_id=an_id(range_id))
        return SetupState.refresh

    @rx.event
    @access(Role.COACH)
    def add_date(self):
        """Open a date that differs."""
        self._open("date")

    @rx.event
    @access(Role.COACH)
    def choose_closed(self, kind: str):
        """Closed, or other hours."""
        self.is_closed = str(kind) == "closed"

    @rx.event
    @access(Role.COACH)
    async def save_date(self, sent: dict[str, Any]):
        """Write what holds on a date."""
        who = principal()
        self.errors = {}
        try:
            day = a_day(sent, "day")
            label = a_text(sent, "label", most=160)
            ranges = [] if self.is_closed else _other_hours(sent)
            async with diary_gate(who.coach), unit_of_work(who) as db:
                await availability.set_exception(db, coach_id=who.coach, day=day, ranges=ranges, label=label)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        self.reset()
        return SetupState.refresh

    @rx.event
    @access(Role.COACH)
    async def remove_date(self, day: str):
        """Let the weekly hours hold again."""
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            await availability.remove_exception(db, coach_id=who.coach, day=a_day({"day": day}, "day"))
        return SetupState.refresh


def _range(sent: Mapping[str, Any]) -> availability.HoursFields:
    """Raises InvalidInput."""
    return availability.HoursFields(
        weekday=a_number(sent, "weekday", least=1, most=7),
        opens=an_hour(sent, "opens"),
        closes=an_hour(sent, "closes"),
        valid_from=_optional_day(sent, "valid_from"),
        valid_until=_optional_day(sent, "valid_until"),
    )


def _other_hours(sent: Mapping[str, Any]) -> list[Range]:
    """One range, and a second one where it is filled in. Raises InvalidInput."""
    ranges = [Range(an_hour(sent, "opens"), an_hour(sent, "closes"))]
    if sent.get("opens_again") or sent.get("closes_again"):
        ranges.append(Range(an_hour(sent, "opens_again"), an_hour(sent, "closes_again")))
    return ranges


def _optional_day(sent: Mapping[str, Any], field: str) -> date | None:
    return a_day(sent, field) if sent.get(field) else None
