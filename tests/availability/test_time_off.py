"""Time off: its form, its words, and how the calendar draws it beside imported and private busy time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.dialects.postgresql import Range

from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, page_of, take_offer
from trustcoach_app import clock
from trustcoach_app.availability.busy import Block, blocks_between
from trustcoach_app.availability.queries import time_off
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.bookings import BusyBlock, BusySource
from trustcoach_app.planning.address import CalendarAddress, Kind
from trustcoach_app.planning.blocks import blocked, blocked_on
from trustcoach_app.planning.queries import Shown
from trustcoach_app.planning.settings.absence.form import absence_fields
from trustcoach_app.planning.settings.absence.present import absence_values, absence_words
from trustcoach_app.planning.settings.absence.state import AbsenceState

PARIS = ZoneInfo("Europe/Paris")
OFF, IMPORTED, PRIVATE = BusySource.TIME_OFF, BusySource.IMPORTED, BusySource.PRIVATE


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def sent(starts_on: str, starts_hour: str, ends_on: str, ends_hour: str) -> dict[str, str]:
    return {"starts_on": starts_on, "starts_hour": starts_hour, "ends_on": ends_on, "ends_hour": ends_hour}


@pytest.mark.parametrize(
    ("form", "start", "end", "words"),
    [
        (("2026-01-14", "", "2026-01-14", ""), "2026-01-14T00:00", "2026-01-15T00:00", "14 janv. 2026"),
        (("2026-01-14", "", "2026-01-16", ""), "2026-01-14T00:00", "2026-01-17T00:00", "14 janv. 2026 – 16 janv. 2026"),
        (
            ("2026-01-14", "14:00", "2026-01-14", "18:00"),
            "2026-01-14T14:00",
            "2026-01-14T18:00",
            "14 janv. 2026, 14:00 – 18:00",
        ),
        (
            ("2026-01-14", "14:00", "2026-01-14", ""),
            "2026-01-14T14:00",
            "2026-01-15T00:00",
            "14 janv. 2026, 14:00 – 24:00",
        ),
        (
            ("2026-03-28", "", "2026-03-29", "12:00"),
            "2026-03-28T00:00",
            "2026-03-29T12:00",
            "28 mars 2026 – 29 mars 2026, 12:00",
        ),
    ],
)
def test_a_stretch_comes_back_from_its_form_as_it_was(form: Any, start: str, end: str, words: str) -> None:
    found = absence_fields(sent(*form), PARIS, NOW)
    assert (found.starts_at, found.ends_at) == (local(start), local(end))
    during = Range(found.starts_at.astimezone(UTC), found.ends_at.astimezone(UTC))
    row = BusyBlock(coach_id=new_id(), during=during, source=OFF)
    shown = absence_values(row, PARIS)
    assert (shown.starts_on, shown.starts_hour, shown.ends_on, shown.ends_hour) == form
    assert absence_words(row, PARIS) == words


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"starts_on": ""}, "starts_on"), ({"ends_hour": "midi"}, "ends_hour"), ({"starts_hour": "02:30"}, "starts_hour")],
)
def test_what_is_no_day_or_no_hour_is_named(wrong: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        absence_fields({**sent("2026-03-29", "", "2026-03-29", ""), **wrong}, PARIS, NOW)
    assert set(refused.value.fields) == {field}


def block(source: BusySource, start: str, end: str, title: str = "") -> Block:
    return Block(source, title, local(start).astimezone(UTC), local(end).astimezone(UTC))


def drawn(kind: Kind, *blocks: Block) -> list[tuple[str, str, str, str]]:
    place = CalendarAddress(kind, date(2026, 1, 14), Shown.ALL)
    return [(row.start, row.end, row.title, row.mark) for row in blocked(blocks, place, PARIS)]


def test_the_week_shows_each_stretch_at_its_hours() -> None:
    assert drawn(
        Kind.WEEK,
        block(OFF, "2026-01-14T14:00", "2026-01-15T00:00", "Formation"),
        block(PRIVATE, "2026-01-15T09:00", "2026-01-15T10:00", "Dentiste"),
        block(IMPORTED, "2026-01-15T11:00", "2026-01-15T12:00", "Réunion"),
    ) == [
        ("2026-01-14T14:00:00", "2026-01-15T00:00:00", "Formation", ""),
        ("2026-01-15T09:00:00", "2026-01-15T10:00:00", "Occupé", ""),
        ("2026-01-15T11:00:00", "2026-01-15T12:00:00", "Réunion", ""),
    ]


def test_the_month_marks_each_day_once_and_a_whole_day_wins() -> None:
    assert drawn(
        Kind.MONTH,
        block(OFF, "2026-01-14T14:00", "2026-01-16T00:00"),
        block(PRIVATE, "2026-01-15T09:00", "2026-01-15T10:00"),
        block(PRIVATE, "2026-01-14T09:00", "2026-01-14T10:00"),
    ) == [
        ("2026-01-14", "2026-01-15", "Congé, 14:00 – 24:00\u202f; Occupé, 09:00 – 10:00", "part"),
        ("2026-01-15", "2026-01-16", "Congé", "whole"),
    ]


def test_the_chosen_day_tells_what_takes_it() -> None:
    off = block(OFF, "2026-01-13T20:00", "2026-01-15T00:00", "Vacances")
    days = [date(2026, 1, number) for number in (12, 13, 14, 15)]
    assert [blocked_on([off], day, PARIS) for day in days] == [
        [],
        ["Vacances, 20:00 – 24:00"],
        ["Vacances, toute la journée"],
        [],
    ]


async def test_blocks_are_cut_to_what_is_shown(alice: Practice, bob: Practice) -> None:
    async with unit_of_work(alice.principal) as db:
        db.add(BusyBlock(coach_id=alice.coach_id, during=Range(NOW, None), source=PRIVATE))
    week = timedelta(days=7)
    asked: dict[str, Any] = {"start": NOW - week, "end": NOW + week}
    assert await alice.does(blocks_between, **asked) == [Block(PRIVATE, "", NOW, NOW + week)]
    assert await bob.does(blocks_between, **asked) == []


async def test_time_off_is_added_changed_and_removed_on_the_page(alice: Practice, bob: Practice) -> None:
    page, day = await page_of(alice, AbsenceState), f"{clock.now() + timedelta(days=3):%F}"
    await call(AbsenceState.open, page, "")
    await call(AbsenceState.save, page, {**sent(day, "18:00", day, "14:00"), "title": "Dentiste"})
    assert (page.is_open, set(page.errors)) == (True, {"ends_on"})
    await call(AbsenceState.save, page, {**sent(day, "14:00", day, "18:00"), "title": "Dentiste"})
    [row] = await alice.does(time_off, since=clock.now())
    await call(AbsenceState.open, page, str(row.id))
    assert (page.values.starts_hour, page.values.ends_hour, page.values.title) == ("14:00", "18:00", "Dentiste")
    await call(AbsenceState.save, page, {**sent(day, "", day, ""), "title": ""})
    [changed] = await alice.does(time_off, since=clock.now())
    assert (changed.id, absence_words(changed, PARIS).count(":")) == (row.id, 0)
    other = await page_of(bob, AbsenceState)
    for handler in (AbsenceState.open, AbsenceState.remove):
        with pytest.raises(NotFound):
            await call(handler, other, str(row.id))
    page = await page_of(alice, AbsenceState)
    await call(AbsenceState.remove, page, str(row.id))
    assert await alice.does(time_off, since=clock.now()) == []
    await take_offer(page)
    [back] = await alice.does(time_off, since=clock.now())
    assert absence_words(back, PARIS) == absence_words(changed, PARIS)
