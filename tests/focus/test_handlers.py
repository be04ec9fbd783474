"""What is clicked on Focus: each handler takes claims, and refuses another practice's as if they did not exist."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.bookings.diary import stored
from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of, said
from tests.focus.steps import FORM, HOUR, MINUTE, session_in, status_of
from trustcoach_app import clock
from trustcoach_app.auth.access import act
from trustcoach_app.errors import Conflict, InvalidInput, NotAllowed, NotFound
from trustcoach_app.focus.booking.state import BookingFormState, CancelState
from trustcoach_app.focus.brief.state import BriefState
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
    events = await call(FocusState.answer, page, booking_id, "held")
    assert said(events) == ["Séance notée comme tenue."]
    await call(FocusState.refresh, page)
    assert page.view.questions == []
    assert [(question.id, question.given) for question in page.questions] == [(booking_id, "held")]
    await call(FocusState.answer, page, booking_id, "no_show")
    assert [(question.id, question.given) for question in page.questions] == [(booking_id, "no_show")]
    assert await status_of(alice, booking_id) is BookingStatus.NO_SHOW
    await call(FocusState.settle, page)
    assert (page.questions, page.is_answered) == ([], False)


async def test_an_answered_question_keeps_its_place(alice: Practice) -> None:
    first, second = await session_in(alice, -5 * HOUR), await session_in(alice, -3 * HOUR)
    page = await page_of(alice, FocusState)
    await call(FocusState.refresh, page)
    await call(FocusState.answer, page, first, "held")
    third = await session_in(alice, -9 * HOUR)
    await call(FocusState.refresh, page)
    assert [(question.id, question.given) for question in page.questions] == [
        (first, "held"),
        (second, ""),
        (third, ""),
    ]


@pytest.mark.parametrize("outcome", ["", "Held", "completed", None, 3])
async def test_an_outcome_that_there_is_not(alice: Practice, outcome: Any) -> None:
    booking_id, page = await session_in(alice, -3 * HOUR), await page_of(alice, FocusState)
    with pytest.raises(InvalidInput):
        await call(FocusState.answer, page, booking_id, outcome)
    assert await status_of(alice, booking_id) is BookingStatus.CONFIRMED


async def test_cancel_and_restore(alice: Practice) -> None:
    booking_id, page = await session_in(alice, 5 * HOUR), await page_of(alice, CancelState)
    await call(CancelState.ask, page, booking_id)
    assert page.wanted.what.startswith("Marie Dupont, ")
    await call(CancelState.confirm, page, {"reason": "x" * 501})
    assert (list(page.errors), page.is_open) == (["reason"], True)
    await call(CancelState.confirm, page, {"reason": "Grippe"})
    assert (page.is_open, await status_of(alice, booking_id)) == (False, BookingStatus.CANCELLED)
    await call(FocusState.uncancel, await page_of(alice, FocusState), booking_id)
    assert await status_of(alice, booking_id) is BookingStatus.CONFIRMED


@pytest.mark.parametrize("made_up", ["", "x", "1", None, str(UUID(int=1))])
@pytest.mark.parametrize(
    ("kind", "handler"),
    [
        (FocusState, FocusState.start),
        (FocusState, FocusState.uncancel),
        (CancelState, CancelState.ask),
        (BookingFormState, BookingFormState.change),
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
        (FocusState, FocusState.answer, [theirs, "held"]),
        (FocusState, FocusState.uncancel, [theirs]),
        (CancelState, CancelState.ask, [theirs]),
        (BookingFormState, BookingFormState.change, [theirs]),
        (BriefState, BriefState.open, [str(bob.client_id)]),
    ):
        page = await page_of(alice, kind)
        before = page.dict()
        with pytest.raises(NotFound):
            await call(handler, page, *arguments)
        assert page.dict() == before
    assert await status_of(bob, theirs) is BookingStatus.CONFIRMED


async def test_ids_kept_in_a_page_are_claims_too(alice: Practice, bob: Practice) -> None:
    """What the state holds came from a browser once: it is looked up again in the practice that acts."""
    theirs = await session_in(bob, 5 * HOUR)
    form = await page_of(alice, BookingFormState)
    form.booking_id = theirs
    with pytest.raises(NotFound):
        await call(BookingFormState.save, form, {**FORM, "day": "2030-01-01", "hour": "10:00"})


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
