"""A series date by date: what is not free is skipped, moved or kept before anything is booked (decision 56)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.appointments.steps import booked, wizard_with
from tests.appointments.test_series import WEEK, WEEKLY, count_of
from tests.availability.practice import PARIS, WEDNESDAY, at, given_session, types_of
from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, said
from trustcoach_app.appointments.series import series_dates
from trustcoach_app.appointments.service import NewAppointment, Repeat, SeriesRefused, book_appointment
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.availability.service import add_time_off, set_exception
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.bookings import Booking

DAY = timedelta(days=1)


async def wanted(practice: Practice, choices: dict[Any, Any] | None = None, **changed: Any) -> NewAppointment:
    kind = (await types_of(practice))["Séance de coaching"]
    plan = Repeat(WEEKLY, 4, choices=choices or {})
    return NewAppointment(practice.client_id, kind.id, changed.pop("starts_at", at("14:00")), repeat=plan, **changed)


async def made(practice: Practice, choices: dict[Any, Any] | None = None, **changed: Any) -> list[datetime]:
    rows: list[Booking] = await practice.does(
        book_appointment, wanted=await wanted(practice, choices, **changed), now=NOW
    )
    return [row.starts_at.astimezone(PARIS) for row in rows]


async def three_of_four_are_not_free(practice: Practice) -> None:
    """The second is taken, the third closed, the fourth off."""
    await given_session(practice, at("14:30") + WEEK)
    await practice.does(set_exception, day=WEDNESDAY + 2 * WEEK, ranges=[])
    away = at("00:00") + 3 * WEEK
    await practice.does(add_time_off, starts_at=away, ends_at=away + DAY, now=NOW)


async def test_each_date_says_why_and_what_is_free_instead(alice: Practice) -> None:
    await three_of_four_are_not_free(alice)
    series = await wanted(alice)
    assert series.repeat is not None
    rows = await alice.does(series_dates, wanted=series, plan=series.repeat, now=NOW)
    assert [(row.why, row.may_keep) for row in rows] == [
        ("", False),
        ("une séance est déjà prévue", False),
        ("cette date est fermée", True),
        ("vous êtes en congé", True),
    ]
    taken, closed = rows[1], rows[2]
    same_day = [slot for slot in taken.others if slot.starts_at.astimezone(PARIS).date() == taken.day]
    assert 1 <= len(same_day) <= 4
    assert [slot.starts_at.astimezone(PARIS).date() > closed.day for slot in closed.others] == [True]
    assert await count_of(alice) == (1, 0), "nothing is written by looking"


async def test_skip_move_and_keep_in_one_transaction(alice: Practice) -> None:
    await three_of_four_are_not_free(alice)
    moved, kept = at("16:00") + 2 * WEEK + DAY, at("14:00") + 3 * WEEK
    choices = {WEDNESDAY + WEEK: None, WEDNESDAY + 2 * WEEK: moved, WEDNESDAY + 3 * WEEK: kept}
    assert await made(alice, choices) == [at("14:00"), moved, kept]


@pytest.mark.parametrize("hour", ["14:00", "15:00"])
async def test_what_is_taken_can_never_be_kept(alice: Practice, hour: str) -> None:
    await three_of_four_are_not_free(alice)
    choices = {WEDNESDAY + WEEK: at(hour) + WEEK, WEDNESDAY + 2 * WEEK: None, WEDNESDAY + 3 * WEEK: None}
    with pytest.raises(SeriesRefused) as refused:
        await made(alice, choices)
    assert [one.day for one in refused.value.refused] == [WEDNESDAY + WEEK]
    assert await count_of(alice) == (1, 0)


async def test_two_dates_cannot_have_one_hour(alice: Practice) -> None:
    choices = {WEDNESDAY + WEEK: at("14:00") + 2 * WEEK}
    with pytest.raises(SeriesRefused, match="une autre séance de la série"):
        await made(alice, choices)


async def test_a_series_at_an_hour_of_one_s_own(alice: Practice) -> None:
    """20:10 is out of hours and off the grid, which its coach knows; what is taken or closed is still asked about."""
    at_night = at("20:10")
    assert await made(alice, starts_at=at_night, is_own_hour=True) == [at_night + number * WEEK for number in range(4)]
    await alice.does(set_exception, day=WEDNESDAY + WEEK, ranges=[])
    with pytest.raises(SeriesRefused, match="1 date n’est pas libre"):
        await made(alice, starts_at=at("21:15"), is_own_hour=True)


async def test_all_skipped_is_no_series(alice: Practice) -> None:
    choices = dict.fromkeys(WEDNESDAY + number * WEEK for number in range(4))
    with pytest.raises(InvalidInput):
        await made(alice, choices)
    assert await count_of(alice) == (0, 0)


async def test_what_is_left_of_a_series_may_be_one_session(alice: Practice) -> None:
    assert await made(alice, dict.fromkeys(WEDNESDAY + number * WEEK for number in range(1, 4))) == [at("14:00")]
    assert await count_of(alice) == (1, 0)


async def test_the_wizard_asks_before_it_books(alice: Practice) -> None:
    page, sent = await wizard_with(alice, "Marie Dupont", repeat="weekly", ends="count", occurrences="3")
    await call(WizardState.turn_month, page, True)
    free = next(day.value for day in page.month.cells if day.is_free)
    await call(WizardState.choose_day, page, free)
    sent["slot"] = page.slots.groups[0].slots[0].value
    first = datetime.fromisoformat(sent["slot"]).astimezone(PARIS)
    closed = first.date() + WEEK
    await alice.does(set_exception, day=closed, ranges=[])
    await call(WizardState.forward, page, sent)
    assert (page.step, set(page.errors), [row.key for row in page.dates]) == (3, {"dates"}, [closed.isoformat()])
    [row] = page.dates
    assert row.why == "Cette date est fermée"
    assert [option.value for option in row.options][:2] == ["", "skip"]
    for junk in ("hier", "2036-01-01T10:00:00+00:00", "2026-01-01T10:00:00"):
        await call(WizardState.forward, page, {**sent, row.name: junk})
        assert (page.step, set(page.errors)) == (3, {"dates"})
    sent[row.name] = "skip"
    await call(WizardState.forward, page, sent)
    assert (page.step, page.dates[0].chosen) == (4, "skip")
    assert page.recap[2].label.startswith("2 séances\u202f: ")
    assert said(await call(WizardState.forward, page, sent))[0].startswith("2 séances ajoutées")
    assert [one.starts_at.astimezone(PARIS).date() for one in await booked(alice)] == [
        first.date(),
        first.date() + 2 * WEEK,
    ]


async def test_what_was_said_of_another_series_counts_no_more(alice: Practice) -> None:
    page, sent = await wizard_with(alice, "Marie Dupont", repeat="weekly", ends="count", occurrences="3")
    await call(WizardState.turn_month, page, True)
    await call(WizardState.choose_day, page, next(day.value for day in page.month.cells if day.is_free))
    slots = page.slots.groups[0].slots
    first = datetime.fromisoformat(slots[0].value).astimezone(PARIS)
    kept = datetime.combine(first.date() + WEEK, first.timetz())
    await alice.does(set_exception, day=kept.date(), ranges=[])
    await call(WizardState.forward, page, {**sent, "slot": slots[0].value})
    choice = {page.dates[0].name: kept.isoformat()}
    await call(WizardState.forward, page, {**sent, **choice, "slot": slots[1].value})
    assert (page.step, page.dates[0].chosen) == (3, "")
