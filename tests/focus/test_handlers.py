"""What is clicked on Focus: each handler takes claims, and refuses another practice's as if they did not exist."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.bookings.diary import stored
from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of
from tests.focus.steps import HOUR, MINUTE, session_in, status_of
from trustcoach_app import clock
from trustcoach_app.appointments.outcome.state import OutcomeState
from trustcoach_app.auth.access import act
from trustcoach_app.client_file.brief.state import BriefState
from trustcoach_app.errors import Conflict, NotAllowed, NotFound
from trustcoach_app.focus.state import FocusState
from trustcoach_app.models.bookings import BookingStatus


async def test_a_session_near_its_hour_starts_and_opens(alice: Practice) -> None:
    booking_id, page = await session_in(alice, 20 * MINUTE), await page_of(alice, FocusState)
    opened = await call(FocusState.start, page, booking_id)
    assert f"/dashboard/coach/seances/{booking_id}" in str(opened.args)
    assert await status_of(alice, booking_id) is BookingStatus.IN_PROGRESS


async def test_long_before_its_hour_it_asks_first(alice: Practice) -> None:
    booking_id, page = await session_in(alice, 5 * HOUR), await page_of(alice, FocusState)
    assert await call(FocusState.start, page, booking_id) is None
    assert page.early.id == booking_id
    await call(FocusState.keep_hour, page)
    assert (page.early.id, await status_of(alice, booking_id)) == ("", BookingStatus.CONFIRMED)


async def test_starting_early_brings_it_forward(alice: Practice) -> None:
    booking_id, page = await session_in(alice, 5 * HOUR), await page_of(alice, FocusState)
    await call(FocusState.start, page, booking_id)
    await call(FocusState.start_early, page)
    moved = await stored(alice, booking_id)  # type: ignore[arg-type]
    assert moved.status is BookingStatus.IN_PROGRESS
    assert timedelta(0) <= moved.starts_at - clock.now() <= MINUTE
    assert moved.ends_at - moved.starts_at == HOUR


async def test_starting_early_over_another_session_is_refused(alice: Practice) -> None:
    await session_in(alice, 20 * MINUTE)
    booking_id, page = await session_in(alice, 5 * HOUR), await page_of(alice, FocusState)
    await call(FocusState.start, page, booking_id)
    with pytest.raises(Conflict, match="Vous avez déjà une séance"):
        await call(FocusState.start_early, page)
    assert await status_of(alice, booking_id) is BookingStatus.CONFIRMED


async def test_an_answer_can_be_corrected_from_where_it_was_given(alice: Practice) -> None:
    booking_id, page = await session_in(alice, -3 * HOUR), await page_of(alice, FocusState)
    await call(FocusState.refresh, page)
    assert [question.id for question in page.view.questions] == [booking_id]
    for said in ("held", "no_show"):
        await tell(page, booking_id, said)
        assert page.view.questions == []
        assert [(question.id, question.given) for question in page.questions] == [(booking_id, said)]
    assert page.is_answered
    await call(FocusState.settle, page)
    assert (page.questions, page.is_answered) == ([], False)
    await call(FocusState.refresh, page)
    assert page.questions == []


async def test_an_answer_that_is_taken_back_is_asked_for_again(alice: Practice) -> None:
    booking_id, page = await session_in(alice, -3 * HOUR), await page_of(alice, FocusState)
    await call(FocusState.refresh, page)
    await tell(page, booking_id, "held")
    await call(OutcomeState.take_back, await page.get_state(OutcomeState), booking_id, "")
    await call(FocusState.refresh, page)
    assert [(question.id, question.given) for question in page.questions] == [(booking_id, "")]
    assert not page.is_answered


async def test_an_answered_question_keeps_its_place(alice: Practice) -> None:
    first, second = await session_in(alice, -5 * HOUR), await session_in(alice, -3 * HOUR)
    page = await page_of(alice, FocusState)
    await call(FocusState.refresh, page)
    await tell(page, first, "held")
    third = await session_in(alice, -9 * HOUR)
    await call(FocusState.refresh, page)
    assert [(question.id, question.given) for question in page.questions] == [
        (first, "held"),
        (second, ""),
        (third, ""),
    ]


async def tell(page: FocusState, booking_id: str, outcome: str) -> None:
    """Press one of the answers; the page then hears of it."""
    await call(OutcomeState.tell, await page.get_state(OutcomeState), booking_id, outcome)
    await call(FocusState.refresh, page)


@pytest.mark.parametrize("made_up", ["", "x", "1", None, str(UUID(int=1))])
@pytest.mark.parametrize(
    ("kind", "handler"),
    [
        (FocusState, FocusState.start),
        (BriefState, BriefState.open),
    ],
    ids=lambda value: getattr(getattr(value, "fn", None), "__name__", ""),
)
async def test_an_id_that_is_none(alice: Practice, kind: Any, handler: Any, made_up: Any) -> None:
    with pytest.raises(NotFound):
        await call(handler, await page_of(alice, kind), made_up)


async def test_another_practice_s_rows_do_not_exist(alice: Practice, bob: Practice) -> None:
    theirs = await session_in(bob, 20 * MINUTE)
    for kind, handler, arguments in (
        (FocusState, FocusState.start, [theirs]),
        (BriefState, BriefState.open, [str(bob.client_id)]),
    ):
        page = await page_of(alice, kind)
        before = page.dict()
        with pytest.raises(NotFound):
            await call(handler, page, *arguments)
        assert page.dict() == before
    assert await status_of(bob, theirs) is BookingStatus.CONFIRMED


async def test_nobody_acting_means_nothing_is_done(alice: Practice) -> None:
    page = await page_of(alice, FocusState)
    act(None, None)
    with pytest.raises(NotAllowed):
        await call(FocusState.refresh, page)
    assert not page.is_loaded


async def test_a_closed_pre_brief_keeps_nothing(alice: Practice) -> None:
    page = await page_of(alice, BriefState)
    await call(BriefState.open, page, str(alice.client_id))
    assert page.brief.client_name == "Marie Dupont"
    await call(BriefState.close, page)
    assert page.brief.client_name == ""
