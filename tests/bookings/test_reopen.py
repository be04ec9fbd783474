"""The undo of an outcome: what was said by mistake is unsaid for ten minutes, while nothing hangs on it."""

from typing import Any

import pytest

from tests.bookings.diary import HOUR, MINUTE, SECOND, SLOT, given
from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of
from tests.focus.steps import session_in, status_of
from trustcoach_app import clock
from trustcoach_app.bookings.rules import UNDO
from trustcoach_app.bookings.service import (
    Outcome,
    SlotTaken,
    cancel_booking,
    finish_session,
    record_outcome,
    reopen_session,
    start_session,
)
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.models.bookings import Booking, BookingStatus, CancelledBy
from trustcoach_app.session_page.state import SessionState
from trustcoach_app.sessions.queries import note, session_of_booking
from trustcoach_app.sessions.service import save_note, sign_summary, take_signature_back
from trustcoach_app.shell.state import ShellState

END = SLOT + HOUR


async def finished(practice: Practice) -> Booking:
    """Started at its hour, ended ten minutes before its end."""
    row = await given(practice)
    await practice.does(start_session, booking_id=row.id, now=SLOT)
    return await practice.does(finish_session, booking_id=row.id, now=END - 10 * MINUTE)


async def test_what_was_finished_goes_on_with_its_notes(alice: Practice) -> None:
    row = await finished(alice)
    session = await alice.does(session_of_booking, booking_id=row.id)
    await alice.does(save_note, session_id=session.id, text="Oser", revision=0, now=END)
    again = await alice.does(reopen_session, booking_id=row.id, now=END - 9 * MINUTE)
    assert (again.status, again.started_at, again.finished_at) == (BookingStatus.IN_PROGRESS, SLOT, None)
    assert (await alice.does(note, session_id=session.id)).text == "Oser"
    done = await alice.does(finish_session, booking_id=row.id, now=END)
    assert (done.status, done.finished_at) == (BookingStatus.COMPLETED, END)


@pytest.mark.parametrize("outcome", list(Outcome))
async def test_what_was_told_is_open_again(alice: Practice, outcome: Outcome) -> None:
    row = await given(alice)
    await alice.does(record_outcome, booking_id=row.id, outcome=outcome, now=END)
    again = await alice.does(reopen_session, booking_id=row.id, now=END + UNDO)
    assert again.status is BookingStatus.CONFIRMED
    assert (again.finished_at, again.cancelled_at, again.cancelled_by) == (None, None, None)


async def test_not_after_ten_minutes_nor_twice(alice: Practice) -> None:
    row = await finished(alice)
    with pytest.raises(Conflict, match="Il est trop tard"):
        await alice.does(reopen_session, booking_id=row.id, now=END + SECOND)
    await alice.does(reopen_session, booking_id=row.id, now=END)
    with pytest.raises(Conflict, match="est en cours"):
        await alice.does(reopen_session, booking_id=row.id, now=END)


async def test_not_once_it_is_summed_up(alice: Practice) -> None:
    row = await finished(alice)
    session = await alice.does(session_of_booking, booking_id=row.id)
    await alice.does(sign_summary, session_id=session.id, text="Un pas de plus", now=END)
    with pytest.raises(Conflict, match="Un résumé de cette séance est déjà écrit"):
        await alice.does(reopen_session, booking_id=row.id, now=END)


async def test_a_draft_and_a_signature_that_was_taken_back_do_not_stand_in_the_way(alice: Practice) -> None:
    row = await finished(alice)
    session = await alice.does(session_of_booking, booking_id=row.id)
    await alice.does(sign_summary, session_id=session.id, text="Un pas de plus", now=END)
    await alice.does(take_signature_back, session_id=session.id, now=END)
    assert (await alice.does(reopen_session, booking_id=row.id, now=END)).status is BookingStatus.IN_PROGRESS


async def test_not_over_a_session_that_took_its_time(alice: Practice) -> None:
    row = await finished(alice)
    await given(alice, END - 5 * MINUTE)
    with pytest.raises(SlotTaken):
        await alice.does(reopen_session, booking_id=row.id, now=END - 9 * MINUTE)


async def test_a_true_cancellation_and_another_practice_are_out_of_reach(alice: Practice, bob: Practice) -> None:
    row = await given(alice)
    await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.CLIENT, reason="", now=SLOT - HOUR)
    with pytest.raises(Conflict, match="a été annulée"):
        await alice.does(reopen_session, booking_id=row.id, now=SLOT - HOUR)
    with pytest.raises(NotFound):
        await bob.does(reopen_session, booking_id=row.id, now=SLOT)


async def offered(page: Any) -> list[tuple[str, str]]:
    return [(news.text, news.action_label) for news in (await page.get_state(ShellState)).toasts]


async def test_the_session_s_page_offers_it_and_leads_back(alice: Practice) -> None:
    booking_id, page = await session_in(alice, 5 * MINUTE), await page_of(alice, SessionState)
    row_id = (await alice.does(start_session, booking_id=booking_id, now=clock.now())).id
    await alice.does(finish_session, booking_id=row_id, now=clock.now())
    back = await call(SessionState.reopen, page, booking_id)
    assert f"/dashboard/coach/seances/{booking_id}" in str(back.args)
    assert await status_of(alice, booking_id) is BookingStatus.IN_PROGRESS
