"""A prospect becomes a client by hand, where the coach meets them: in the planning and in the pre-brief."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.bookings.diary import given
from tests.client_file.test_brief import brief_of
from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, page_of, said
from trustcoach_app import clock
from trustcoach_app.appointments.stage.service import undo_promotion
from trustcoach_app.appointments.stage.state import StageState
from trustcoach_app.appointments.state import AppointmentState
from trustcoach_app.bookings.service import Outcome, record_outcome
from trustcoach_app.clients.queries import by_id
from trustcoach_app.clients.service import add_client, promote_client
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.planning.queries import sessions_between
from trustcoach_app.shell.state import ShellState

DAY = timedelta(days=1)


async def prospect(practice: Practice) -> UUID:
    return (await practice.does(add_client, name="Sophie Durand", stage=ClientStage.PROSPECT, now=NOW)).id


async def stage_of(practice: Practice, client_id: UUID) -> ClientStage:
    return (await practice.does(by_id, client_id=client_id)).stage


async def test_a_prospect_becomes_a_client_and_the_toast_takes_it_back(alice: Practice) -> None:
    client_id, page = await prospect(alice), await page_of(alice, StageState)
    await call(StageState.promote, page, str(client_id))
    assert await stage_of(alice, client_id) is ClientStage.CLIENT
    shell = await page.get_state(ShellState)
    [news] = shell.toasts
    assert (news.text, news.action_label) == ("Sophie Durand n’est plus prospect.", "Rétablir")
    [undo] = shell._offers[news.id]
    assert undo.payload == {"client_id": str(client_id)}
    assert said(await call(StageState.demote, page, str(client_id))) == ["De nouveau prospect."]
    assert await stage_of(alice, client_id) is ClientStage.PROSPECT


async def test_who_had_a_paid_session_stays_a_client(alice: Practice) -> None:
    client_id = await prospect(alice)
    row = await given(alice, NOW - DAY, client_id=client_id, price_cents=9000, now=NOW - 2 * DAY)
    await alice.does(record_outcome, booking_id=row.id, outcome=Outcome.HELD, now=NOW)
    with pytest.raises(Conflict, match="reste un client"):
        await alice.does(undo_promotion, client_id=client_id)
    assert await stage_of(alice, client_id) is ClientStage.CLIENT


async def test_nobody_else_s(alice: Practice, bob: Practice) -> None:
    client_id, page = await prospect(alice), await page_of(bob, StageState)
    for change in (promote_client, undo_promotion):
        with pytest.raises(NotFound):
            await bob.does(change, client_id=client_id)
    for claim in (str(client_id), "", "x"):
        for handler in (StageState.promote, StageState.demote):
            with pytest.raises(NotFound):
                await call(handler, page, claim)
    assert await stage_of(alice, client_id) is ClientStage.PROSPECT


async def test_where_a_coach_sees_it(alice: Practice) -> None:
    """In a session's details, in the list, and in the pre-brief, which says « Client » of the others."""
    client_id, at = await prospect(alice), clock.now() + DAY
    rows = [await given(alice, at, client_id=client_id), await given(alice, at + DAY)]
    page, shown = await page_of(alice, AppointmentState), []
    for row in rows:
        await call(AppointmentState.open_details, page, str(row.id))
        shown.append((page.row.client_id, page.row.is_prospect))
    assert shown == [(str(client_id), True), (str(alice.client_id), False)]
    listed = await alice.does(sessions_between, start=at - DAY, end=at + 3 * DAY, now=clock.now())
    assert [entry.stage for entry in listed] == [ClientStage.PROSPECT, ClientStage.CLIENT]
    briefs = [await brief_of(alice, one) for one in (client_id, alice.client_id)]
    assert [(one.is_prospect, one.facts[0]) for one in briefs] == [(True, "0 séance tenue"), (False, "Client")]
