"""The dialogs of one appointment: opened by its id, each handler takes claims, whoever sends them."""

from datetime import UTC, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.bookings.diary import stored
from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of, said
from tests.focus.steps import HOUR, MINUTE, session_in, status_of
from trustcoach_app import clock
from trustcoach_app.appointments.cancel.state import CancelState
from trustcoach_app.appointments.change.state import ChangeState
from trustcoach_app.appointments.details.views import Appointment
from trustcoach_app.appointments.outcome.state import OutcomeState
from trustcoach_app.appointments.state import AppointmentState
from trustcoach_app.bookings.service import start_session
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.shell.state import ShellState


def as_shown(page: ChangeState) -> dict[str, Any]:
    """What the form sends when nothing is touched."""
    names = ("day", "hour", "minutes", "type_id", "reason_id", "title", "note", "mode", "phone", "address", "price")
    return {name: getattr(page.values, name) for name in names}


async def change_of(practice: Practice, booking_id: str) -> tuple[ChangeState, dict[str, Any]]:
    """The open form of a session, and what it sends when nothing is touched."""
    page = await page_of(practice, ChangeState)
    await call(ChangeState.open_change, page, booking_id)
    return page, as_shown(page)


async def offered(page: Any) -> list[tuple[str, str]]:
    """The news that offer something, and what."""
    shell = await page.get_state(ShellState)
    return [(toast.text, toast.action_label) for toast in shell.toasts]


async def row_of(practice: Practice, booking_id: str) -> Booking:
    """The session as the database has it."""
    return await stored(practice, UUID(booking_id))


async def test_a_session_s_details_and_nothing_of_it_once_they_are_closed(alice: Practice) -> None:
    booking_id = await session_in(alice, 5 * HOUR, title="Stress")
    page = await page_of(alice, AppointmentState)
    await call(AppointmentState.open_details, page, booking_id)
    assert (page.pane, page.row.client_name, page.row.subject) == ("details", "Marie Dupont", "Stress")
    await call(AppointmentState.close, page)
    assert (page.pane, page.row.client_name) == ("", "")


async def test_a_session_is_changed_and_what_is_not_touched_stays(alice: Practice) -> None:
    booking_id = await session_in(alice, 5 * HOUR, minutes=50, note="Apporter le carnet")
    page, sent = await change_of(alice, booking_id)
    assert page.pane == "change"
    news = said(await call(ChangeState.save, page, {**sent, "title": "Bilan"}))
    assert news[0].startswith("Séance modifiée\u202f: ")
    row = await row_of(alice, booking_id)
    assert (page.pane, row.title, row.note) == ("", "Bilan", "Apporter le carnet")
    assert row.ends_at - row.starts_at == 50 * MINUTE


async def test_every_refused_field_is_said_and_the_form_stays(alice: Practice) -> None:
    page, sent = await change_of(alice, await session_in(alice, 5 * HOUR))
    assert await call(ChangeState.save, page, {**sent, "hour": "", "price": "beaucoup"}) is None
    assert (page.pane, set(page.errors)) == ("change", {"hour", "price"})


async def test_a_move_onto_another_session_offers_the_nearest_and_one_is_taken(alice: Practice) -> None:
    other = await row_of(alice, await session_in(alice, 5 * HOUR))
    page, sent = await change_of(alice, await session_in(alice, 9 * HOUR))
    there = other.starts_at.astimezone(UTC)
    page._zone = "UTC"
    await call(ChangeState.save, page, {**sent, "day": there.date().isoformat(), "hour": f"{there:%H:%M}"})
    assert page.problem.startswith("Vous avez déjà une séance de ")
    await call(ChangeState.take, page, (there + timedelta(hours=2)).isoformat())
    assert (page.values.hour, page.problem, page.nearest) == (f"{there + timedelta(hours=2):%H:%M}", "", [])


async def test_a_session_that_began_meanwhile_is_not_changed_and_the_form_says_so(alice: Practice) -> None:
    booking_id = await session_in(alice, 20 * MINUTE)
    page, sent = await change_of(alice, booking_id)
    await alice.does(start_session, booking_id=UUID(booking_id), now=clock.now())
    assert await call(ChangeState.save, page, {**sent, "title": "Stress"}) is None
    assert (page.pane, page.problem) == ("change", "Cette séance est en cours.")


async def test_cancel_and_restore(alice: Practice) -> None:
    booking_id, page = await session_in(alice, 5 * HOUR), await page_of(alice, CancelState)
    await call(CancelState.open_cancel, page, booking_id)
    assert (page.pane, page.row.client_name) == ("cancel", "Marie Dupont")
    await call(CancelState.cancel, page, {"reason": "x" * 501})
    assert (list(page.errors), page.pane) == (["reason"], "cancel")
    await call(CancelState.cancel, page, {"reason": "Grippe"})
    assert (page.pane, page.row.client_name) == ("", "")
    assert await offered(page) == [("1 séance annulée. Votre client n’a pas été prévenu.", "Rétablir")]
    row = await row_of(alice, booking_id)
    assert (row.status, row.cancellation_reason) == (BookingStatus.CANCELLED, "Grippe")
    await call(CancelState.restore, page, [booking_id])
    assert await status_of(alice, booking_id) is BookingStatus.CONFIRMED


async def test_an_outcome_is_told_corrected_and_taken_back(alice: Practice) -> None:
    booking_id, page = await session_in(alice, -3 * HOUR), await page_of(alice, OutcomeState)
    for outcome in ("held", "no_show"):
        await call(OutcomeState.tell, page, booking_id, outcome)
    assert (await offered(page))[-1] == ("Absence notée. La séance reste due.", "Rétablir")
    await call(OutcomeState.take_back, page, booking_id, "held")
    assert await status_of(alice, booking_id) is BookingStatus.COMPLETED
    await call(OutcomeState.take_back, page, booking_id, "")
    assert await status_of(alice, booking_id) is BookingStatus.CONFIRMED
    with pytest.raises(InvalidInput):
        await call(OutcomeState.take_back, page, booking_id, "confirmed")


async def test_an_outcome_before_the_end_is_refused(alice: Practice) -> None:
    booking_id, page = await session_in(alice, -20 * MINUTE), await page_of(alice, OutcomeState)
    with pytest.raises(Conflict, match="pas encore terminée"):
        await call(OutcomeState.tell, page, booking_id, "held")


@pytest.mark.parametrize("outcome", ["", "Held", "completed", None, 3])
async def test_an_outcome_that_there_is_not(alice: Practice, outcome: Any) -> None:
    booking_id, page = await session_in(alice, -3 * HOUR), await page_of(alice, OutcomeState)
    with pytest.raises(InvalidInput):
        await call(OutcomeState.tell, page, booking_id, outcome)
    assert await status_of(alice, booking_id) is BookingStatus.CONFIRMED


OPENED = [
    (AppointmentState, AppointmentState.open_details, []),
    (ChangeState, ChangeState.open_change, []),
    (CancelState, CancelState.open_cancel, []),
    (OutcomeState, OutcomeState.tell, ["held"]),
    (OutcomeState, OutcomeState.take_back, ["held"]),
]


@pytest.mark.parametrize("made_up", ["", "x", "1", None, str(UUID(int=1))])
@pytest.mark.parametrize(("kind", "handler", "more"), OPENED)
async def test_an_id_that_is_none(alice: Practice, kind: Any, handler: Any, more: list[str], made_up: Any) -> None:
    with pytest.raises(NotFound):
        await call(handler, await page_of(alice, kind), made_up, *more)


@pytest.mark.parametrize(("kind", "handler", "more"), OPENED)
async def test_another_practice_s_session_does_not_exist(
    alice: Practice, bob: Practice, kind: Any, handler: Any, more: list[str]
) -> None:
    theirs = await session_in(bob, -3 * HOUR)
    page = await page_of(alice, kind)
    before = page.dict()
    with pytest.raises(NotFound):
        await call(handler, page, theirs, *more)
    assert page.dict() == before
    assert await status_of(bob, theirs) is BookingStatus.CONFIRMED


async def test_an_id_kept_in_a_page_is_a_claim_too(alice: Practice, bob: Practice) -> None:
    """What the state holds came from a browser once: it is looked up again in the practice that acts."""
    theirs = await session_in(bob, 5 * HOUR)
    page, sent = await change_of(alice, await session_in(alice, 5 * HOUR))
    page.row = Appointment(id=theirs)
    with pytest.raises(NotFound):
        await call(ChangeState.save, page, sent)
    asked = await page_of(alice, CancelState)
    asked.row = page.row
    for sent in ({}, {"scope": "following"}):
        with pytest.raises(NotFound):
            await call(CancelState.cancel, asked, sent)
    with pytest.raises(NotFound):
        await call(CancelState.restore, asked, [theirs])
    assert await status_of(bob, theirs) is BookingStatus.CONFIRMED
