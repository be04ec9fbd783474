"""When a coach works: ranges that overlap are refused, dates differ, time off comes and goes."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.availability.practice import WEDNESDAY, at, hours, types_of
from tests.fixtures.practice import NOW, Practice
from trustcoach_app.availability.queries import exceptions, time_off, weekly_hours
from trustcoach_app.availability.schedule import Range
from trustcoach_app.availability.service import (
    HoursFields,
    add_hours,
    add_time_off,
    change_hours,
    change_time_off,
    remove_exception,
    remove_hours,
    remove_time_off,
    replace_hours,
    set_exception,
)
from trustcoach_app.availability.slot_queries import slots_for_type
from trustcoach_app.bookings.service import Actor
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.bookings import BusyBlock


def fields(weekday: int, text: str, since: str = "", until: str = "") -> HoursFields:
    """`fields(1, "23:00-00:30", since="2026-01-12")`"""
    opens, closes = map(time.fromisoformat, text.split("-"))
    edges = (date.fromisoformat(edge) if edge else None for edge in (since, until))
    return HoursFields(weekday, opens, closes, *edges)


MEET: list[tuple[HoursFields, HoursFields, bool]] = [
    (fields(1, "09:00-12:00"), fields(1, "11:59-13:00"), True),
    (fields(1, "09:00-12:00"), fields(1, "12:00-13:00"), False),
    (fields(1, "09:00-12:00"), fields(2, "09:00-12:00"), False),
    (fields(1, "09:00-12:00"), fields(1, "09:00-12:00"), True),
    (fields(1, "23:00-00:30"), fields(2, "00:29-01:00"), True),
    (fields(1, "23:00-00:30"), fields(2, "00:30-01:00"), False),
    (fields(7, "23:00-00:30"), fields(1, "00:00-01:00"), True),
    (fields(1, "00:00-00:00"), fields(1, "15:00-16:00"), True),
    (fields(1, "00:00-00:00"), fields(2, "00:00-01:00"), False),
    (fields(1, "22:00-21:00"), fields(2, "20:00-22:00"), True),
    (fields(1, "09:00-12:00", until="2026-03-31"), fields(1, "10:00-11:00", since="2026-04-01"), False),
    (fields(1, "09:00-12:00", until="2026-04-06"), fields(1, "10:00-11:00", since="2026-04-01"), True),
    (fields(1, "09:00-12:00", until="2026-04-05"), fields(1, "10:00-11:00", since="2026-03-31"), False),
    (fields(1, "23:00-01:00", until="2026-04-06"), fields(2, "00:00-02:00", since="2026-04-07"), True),
    (fields(1, "23:00-01:00", until="2026-04-06"), fields(2, "00:00-02:00", since="2026-04-08"), False),
]


@pytest.mark.parametrize(("one", "other", "is_refused"), MEET)
async def test_ranges_that_share_a_minute_of_a_week_are_refused(
    alice: Practice, one: HoursFields, other: HoursFields, is_refused: bool
) -> None:
    for first, second in ((one, other), (other, one)):
        await alice.does(replace_hours, ranges=[first])
        if is_refused:
            with pytest.raises(InvalidInput, match="se chevauchent") as refused:
                await alice.does(add_hours, fields=second)
            assert set(refused.value.fields) == {"opens"}
        else:
            await alice.does(add_hours, fields=second)
        assert len(await alice.does(weekly_hours)) == (1 if is_refused else 2)


WRONG: list[tuple[str, HoursFields]] = [
    ("weekday", HoursFields(0, time(9), time(12))),
    ("weekday", HoursFields(8, time(9), time(12))),
    ("closes", HoursFields(1, time(9), time(9))),
    ("opens", HoursFields(1, time(9, 0, 30), time(12))),
    ("valid_until", HoursFields(1, time(9), time(12), date(2026, 2, 1), date(2026, 1, 1))),
]


@pytest.mark.parametrize(("field", "wrong"), WRONG)
async def test_each_wrong_field_of_a_range_is_named(alice: Practice, field: str, wrong: HoursFields) -> None:
    for call, asked in ((add_hours, {"fields": wrong}), (replace_hours, {"ranges": [wrong]})):
        with pytest.raises(InvalidInput) as refused:
            await alice.does(call, **asked)
        assert set(refused.value.fields) == {field}


async def test_a_range_is_changed_and_removed(alice: Practice) -> None:
    await types_of(alice)
    first, second, *_ = await alice.does(weekly_hours)
    await alice.does(change_hours, hours_id=first.id, fields=fields(1, "08:00-14:00"))
    with pytest.raises(InvalidInput, match="se chevauchent\u202f: 08:00–14:01 et 14:00–18:00"):
        await alice.does(change_hours, hours_id=first.id, fields=fields(1, "08:00-14:01"))
    await alice.does(remove_hours, hours_id=second.id)
    assert [f"{row.opens:%H}–{row.closes:%H}" for row in await alice.does(weekly_hours) if row.weekday == 1] == [
        "08–14"
    ]
    with pytest.raises(NotFound):
        await alice.does(remove_hours, hours_id=second.id)
    with pytest.raises(NotFound):
        await alice.does(change_hours, hours_id=second.id, fields=fields(7, "08:00-14:00"))


async def free_hours(practice: Practice, day: date = WEDNESDAY) -> list[str]:
    """The hourly part of what is free for the usual session."""
    kind = (await types_of(practice))["Séance de coaching"]
    found = await practice.does(slots_for_type, type_id=kind.id, first=day, last=day, now=NOW, by=Actor.COACH)
    return [hour for hour in hours(found) if hour.endswith("00")]


async def test_an_exception_replaces_the_hours_of_its_date_until_it_is_removed(alice: Practice) -> None:
    usual = await free_hours(alice)
    assert usual == ["09:00", "10:00", "11:00", "14:00", "15:00", "16:00", "17:00"]
    evening = [Range(time(20), time(22)), Range(time(8), time(9))]
    await alice.does(set_exception, day=WEDNESDAY, ranges=evening, label="Atelier")
    assert await free_hours(alice) == ["08:00", "20:00", "21:00"]
    assert [row.label for row in await alice.does(exceptions, since=WEDNESDAY)] == ["Atelier"] * 2
    (closed,) = await alice.does(set_exception, day=WEDNESDAY, ranges=[])
    assert closed.opens is None
    assert await free_hours(alice) == []
    assert await free_hours(alice, WEDNESDAY + timedelta(days=1)) == usual
    await alice.does(remove_exception, day=WEDNESDAY)
    assert await free_hours(alice) == usual
    with pytest.raises(NotFound):
        await alice.does(remove_exception, day=WEDNESDAY)


async def test_a_wrong_exception_changes_nothing(alice: Practice) -> None:
    await alice.does(set_exception, day=WEDNESDAY, ranges=[])
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("opens", {"ranges": [Range(time(9), time(12)), Range(time(11), time(13))]}),
        ("closes", {"ranges": [Range(time(9), time(9))]}),
        ("label", {"ranges": [], "label": "x" * 161}),
    ]
    for field, asked in wrong:
        with pytest.raises(InvalidInput) as refused:
            await alice.does(set_exception, day=WEDNESDAY, **asked)
        assert set(refused.value.fields) == {field}
    assert len(await alice.does(exceptions, since=WEDNESDAY)) == 1


async def test_time_off_comes_moves_and_goes(alice: Practice) -> None:
    thursday = WEDNESDAY + timedelta(days=1)
    first, last = at("00:00"), at("00:00") + timedelta(days=2)
    row = await alice.does(add_time_off, starts_at=first, ends_at=last, title="Congé", now=NOW)
    assert (await free_hours(alice), await free_hours(alice, thursday)) == ([], [])
    moved = {"starts_at": at("12:00"), "ends_at": at("16:00"), "title": "Dentiste", "now": NOW}
    await alice.does(change_time_off, block_id=row.id, **moved)
    assert await free_hours(alice) == ["09:00", "10:00", "11:00", "16:00", "17:00"]
    assert [one.title for one in await alice.does(time_off, since=NOW)] == ["Dentiste"]
    await alice.does(remove_time_off, block_id=row.id)
    assert await alice.does(time_off, since=NOW) == []
    for call, asked in ((remove_time_off, {}), (change_time_off, moved)):
        with pytest.raises(NotFound):
            await alice.does(call, block_id=row.id, **asked)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("ends_at", {"ends_at": at("14:00")}),
        ("ends_at", {"ends_at": at("14:00") + timedelta(days=367)}),
        ("starts_at", {"starts_at": NOW + timedelta(days=731), "ends_at": NOW + timedelta(days=732)}),
        ("title", {"title": "x" * 161}),
    ],
)
async def test_wrong_time_off_is_named(alice: Practice, field: str, wrong: dict[str, Any]) -> None:
    usual = {"starts_at": at("14:00"), "ends_at": at("15:00"), "title": "", "now": NOW}
    with pytest.raises(InvalidInput) as refused:
        await alice.does(add_time_off, **{**usual, **wrong})
    assert set(refused.value.fields) == {field}


async def test_only_time_off_is_ours_to_remove(alice: Practice, bob: Practice) -> None:
    """What was imported or is private has other owners; what is alice's is not bob's."""
    off = await alice.does(add_time_off, starts_at=at("14:00"), ends_at=at("15:00"), now=NOW)
    async with unit_of_work(alice.principal) as db:
        private = BusyBlock(coach_id=alice.coach_id, during=off.during)
        db.add(private)
    for practice, block in ((alice, private), (bob, off)):
        with pytest.raises(NotFound):
            await practice.does(remove_time_off, block_id=block.id)
    assert len(await alice.does(time_off, since=NOW)) == 1
