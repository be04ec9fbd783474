"""A session added or moved to where its coach does not work: she is told once, and may go on."""

from datetime import timedelta
from typing import Any

import pytest

from tests.appointments.steps import booked, wizard_with
from tests.availability.practice import PARIS, WEDNESDAY, at, types_of
from tests.bookings.diary import HOUR, given, stored
from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, page_of
from trustcoach_app import clock
from trustcoach_app.appointments.change.state import ChangeState
from trustcoach_app.appointments.warning import warning_against
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.availability.service import add_time_off, ensure_defaults, set_exception
from trustcoach_app.models.bookings import Booking
from trustcoach_app.planning.settings.absence.state import AbsenceState
from trustcoach_app.planning.settings.state import SetupState
from trustcoach_app.planning.state import PlanningState
from trustcoach_app.planning.wall import wall_of
from trustcoach_app.shell.state import ShellState

DAY = timedelta(days=1)


async def a_working_day(practice: Practice) -> Any:
    """A Tuesday within the next weeks on which she works, at 10:00 in Paris, without public holiday."""
    await practice.does(ensure_defaults)
    local = clock.now().astimezone(PARIS).replace(hour=10, minute=0, second=0, microsecond=0)
    day = local + timedelta(days=(1 - local.weekday()) % 7 + 7)
    while await practice.does(warning_against, starts_at=day, minutes=60, now=clock.now()):
        day += timedelta(days=7)
    return day


async def planned(practice: Practice) -> tuple[Booking, Any]:
    """A session on a working day, and the evening of that day, when she does not work."""
    day = await a_working_day(practice)
    return await given(practice, day, now=clock.now()), day.replace(hour=21)


@pytest.mark.parametrize(
    ("hour", "says"),
    [("10:00", ""), ("12:30", "hors de vos horaires"), ("21:00", "hors de vos horaires"), ("10:07", "")],
)
async def test_out_of_hours_is_said_and_the_grid_is_not(alice: Practice, hour: str, says: str) -> None:
    await types_of(alice)
    words = await alice.does(warning_against, starts_at=at(hour), minutes=60, now=NOW)
    assert says in words
    assert bool(words) == bool(says)


async def test_a_closed_date_and_time_off_are_said(alice: Practice) -> None:
    await types_of(alice)
    await alice.does(set_exception, day=WEDNESDAY, ranges=[])
    assert "fermée" in await alice.does(warning_against, starts_at=at("10:00"), minutes=60, now=NOW)
    other = at("10:00") + DAY
    await alice.does(add_time_off, starts_at=other, ends_at=other + HOUR, now=NOW)
    assert "en congé" in await alice.does(warning_against, starts_at=other, minutes=60, now=NOW)


async def test_the_wizard_says_it_once(alice: Practice) -> None:
    day = await a_working_day(alice)
    page, sent = await wizard_with(alice, "Marie Dupont", wanted=f"{day.date().isoformat()}T21:00:00")
    sent |= {"other_hour": "21:00"}
    await call(WizardState.forward, page, sent)
    assert (page.step, set(page.errors)) == (3, {"other_hour"})
    await call(WizardState.forward, page, sent)
    assert (page.step, page.errors) == (4, {})
    await call(WizardState.forward, page, sent)
    assert [row.starts_at.astimezone(PARIS).hour for row in await booked(alice)] == [21]


async def test_a_drag_is_asked_about_once_and_can_be_left(alice: Practice) -> None:
    row, evening = await planned(alice)
    page = await page_of(alice, PlanningState)
    await call(PlanningState.move, page, str(row.id), wall_of(evening, PARIS))
    assert "hors de vos horaires" in page.question.words
    assert (await stored(alice, row.id)).starts_at == row.starts_at
    await call(PlanningState.close_question, page)
    assert page.question.booking_id == ""
    await call(PlanningState.move, page, str(row.id), wall_of(evening, PARIS))
    await call(PlanningState.move_all_the_same, page)
    assert (await stored(alice, row.id)).starts_at == evening
    assert page.question.booking_id == ""


async def test_a_drag_to_a_working_hour_is_not_asked_about(alice: Practice) -> None:
    row, evening = await planned(alice)
    page = await page_of(alice, PlanningState)
    await call(PlanningState.move, page, str(row.id), wall_of(evening.replace(hour=15), PARIS))
    assert (await stored(alice, row.id)).starts_at == evening.replace(hour=15)


async def test_the_form_says_it_once(alice: Practice) -> None:
    row, evening = await planned(alice)
    page = await page_of(alice, ChangeState)
    await call(ChangeState.open_change, page, str(row.id))
    names = ("day", "hour", "minutes", "type_id", "reason_id", "title", "note", "mode", "phone", "address", "price")
    sent = {**{name: getattr(page.values, name) for name in names}, "hour": "21:00"}
    await call(ChangeState.save, page, sent)
    assert (page.pane, "quand même" in page.problem) == ("change", True)
    await call(ChangeState.save, page, sent)
    assert (await stored(alice, row.id)).starts_at == evening


async def test_time_off_names_the_sessions_inside_and_leads_to_them(alice: Practice) -> None:
    row, evening = await planned(alice)
    page = await page_of(alice, AbsenceState)
    await call(AbsenceState.open, page, "")
    day = evening.date().isoformat()
    await call(AbsenceState.save, page, {"starts_on": day, "ends_on": day})
    shell = await page.get_state(ShellState)
    [news] = shell.toasts
    assert "1 séance y reste prévue" in news.text
    assert "à 10:00 avec Marie Dupont" in news.text
    assert news.action_label == "Voir"
    assert (await stored(alice, row.id)).starts_at == row.starts_at
    [event] = shell._offers[news.id]
    assert event.payload == {"day": day}


async def test_their_count_stays_beside_the_time_off(alice: Practice) -> None:
    """When the news is gone."""
    _, evening = await planned(alice)
    page = await page_of(alice, AbsenceState)
    day, later = ((evening + timedelta(days=days)).date().isoformat() for days in (0, 30))
    await call(AbsenceState.open, page, "")
    await call(AbsenceState.save, page, {"starts_on": day, "ends_on": day})
    await call(AbsenceState.open, page, "")
    await call(AbsenceState.save, page, {"starts_on": later, "ends_on": later})
    setup = await page.get_state(SetupState)
    await call(SetupState.refresh, setup)
    assert [(row.sessions, row.href) for row in setup.view.absences] == [
        ("1 séance y reste prévue", f"/dashboard/coach/planning?vue=semaine&date={day}"),
        ("", ""),
    ]
