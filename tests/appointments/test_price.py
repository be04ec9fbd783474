"""« À tarifer »: a session that nobody priced says so, and its price is set and corrected from its details."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.appointments.steps import booked, wizard_at_the_last_step
from tests.bookings.diary import HOUR, given, stored
from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, page_of, said
from trustcoach_app import clock
from trustcoach_app.appointments.change.state import ChangeState
from trustcoach_app.appointments.price.form import read_price
from trustcoach_app.appointments.price.state import PriceState
from trustcoach_app.appointments.state import AppointmentState
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.bookings.service import Outcome, record_outcome
from trustcoach_app.clients.queries import by_id
from trustcoach_app.clients.service import add_client
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.focus.present import focus_view
from trustcoach_app.focus.queries import focus_facts
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.models.people import Coach
from trustcoach_app.shell.state import ShellState


async def held(practice: Practice, cents: int | None = None, client_id: UUID | None = None) -> str:
    """A session of three hours ago that took place, as an import leaves it unless priced."""
    start = clock.now() - 3 * HOUR
    row = await given(
        practice, start, price_cents=cents, client_id=client_id or practice.client_id, now=start - 2 * HOUR
    )
    await practice.does(record_outcome, booking_id=row.id, outcome=Outcome.HELD, now=clock.now())
    return str(row.id)


async def without_a_rate(practice: Practice) -> None:
    """Nobody said what an hour costs, so the first types have no price."""
    async with unit_of_work(practice.principal) as db:
        coach = await db.get(Coach, practice.coach_id)
        assert coach is not None
        coach.hourly_rate_cents = None


async def undo_of(page: Any) -> Any:
    """What the newest news offers: its event's arguments."""
    shell = await page.get_state(ShellState)
    assert shell.toasts[-1].action_label == "Rétablir"
    [event] = shell._offers[shell.toasts[-1].id]
    return event.payload


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ({}, (None, False)),
        ({"price": ""}, (None, True)),
        ({"price": "  "}, (None, True)),
        ({"price": "0"}, (0, False)),
        ({"price": "95,50"}, (9550, False)),
    ],
)
def test_an_empty_field_is_no_price_and_never_0(sent: dict[str, Any], read: tuple[int | None, bool]) -> None:
    assert tuple(read_price(sent).values()) == read


async def test_a_past_session_is_priced_corrected_and_brought_back(alice: Practice) -> None:
    booking_id = await held(alice)
    page = await page_of(alice, PriceState)
    await call(PriceState.open_price, page, booking_id)
    assert (page.pane, page.row.price, page.row.price_text, page.row.can_price) == ("price", "À tarifer", "", True)
    await call(PriceState.save_price, page, {"price": "85"})
    assert (page.pane, (await stored(alice, UUID(booking_id))).price_cents) == ("", 8500)
    undo = await undo_of(page)
    await call(PriceState.open_price, page, booking_id)
    assert (page.row.price, page.row.price_text) == ("85\u202f€", "85")
    await call(PriceState.save_price, page, {"price": "0"})
    assert (await stored(alice, UUID(booking_id))).price_cents == 0
    assert said(await call(PriceState.take_back, page, *undo.values())) == ["C’est rétabli."]
    assert (await stored(alice, UUID(booking_id))).price_cents is None


async def test_what_is_no_amount_stands_beside_the_field(alice: Practice) -> None:
    booking_id, page = await held(alice, 7000), await page_of(alice, PriceState)
    await call(PriceState.open_price, page, booking_id)
    await call(PriceState.save_price, page, {"price": "beaucoup"})
    assert (page.pane, set(page.errors)) == ("price", {"price"})
    assert (await stored(alice, UUID(booking_id))).price_cents == 7000


async def test_a_price_makes_a_client_of_who_was_held_and_its_undo_unmakes_one(alice: Practice) -> None:
    lou = await alice.does(add_client, name="Lou Petit", stage=ClientStage.PROSPECT, now=NOW)
    booking_id, page = await held(alice, client_id=lou.id), await page_of(alice, PriceState)
    await call(PriceState.open_price, page, booking_id)
    await call(PriceState.save_price, page, {"price": "60"})
    assert (await alice.does(by_id, client_id=lou.id)).stage is ClientStage.CLIENT
    await call(PriceState.take_back, page, *(await undo_of(page)).values())
    assert (await alice.does(by_id, client_id=lou.id)).stage is ClientStage.PROSPECT


async def test_nobody_else_s(alice: Practice, bob: Practice) -> None:
    booking_id, page = await held(alice), await page_of(bob, PriceState)
    for call_of in (
        call(PriceState.open_price, page, booking_id),
        call(PriceState.take_back, page, booking_id, "5", False),
        call(PriceState.save_price, page, {"price": "5"}),
    ):
        with pytest.raises(NotFound):
            await call_of
    assert (await stored(alice, UUID(booking_id))).price_cents is None


async def test_the_form_of_what_is_ahead_keeps_it_unpriced(alice: Practice) -> None:
    """Its field is empty, and sent empty: that was 0 once."""
    row = await given(alice, clock.now() + timedelta(days=2))
    page = await page_of(alice, ChangeState)
    await call(ChangeState.open_change, page, str(row.id))
    names = ("day", "hour", "minutes", "type_id", "reason_id", "title", "note", "mode", "phone", "address", "price")
    await call(ChangeState.save, page, {name: getattr(page.values, name) for name in names})
    assert page.errors == {}
    assert (await stored(alice, row.id)).price_cents is None
    await call(AppointmentState.open_details, page, str(row.id))
    assert (page.row.price, page.row.can_price, page.row.can_change) == ("À tarifer", False, True)


async def test_the_wizard_proposes_nothing_where_nobody_said_a_price(alice: Practice) -> None:
    await without_a_rate(alice)
    page, sent = await wizard_at_the_last_step(alice, "Sophie Durand")
    assert page.price == ""
    await call(WizardState.forward, page, {**sent, "price": ""})
    assert [row.price_cents for row in await booked(alice)] == [None]


async def test_a_price_that_is_emptied_is_not_the_type_s(alice: Practice) -> None:
    """The field held 80 and was emptied on purpose."""
    page, sent = await wizard_at_the_last_step(alice, "Sophie Durand")
    assert page.price == "80"
    await call(WizardState.forward, page, {**sent, "price": ""})
    assert [row.price_cents for row in await booked(alice)] == [None]


async def test_what_an_import_left_unpriced_is_no_price_to_propose(alice: Practice) -> None:
    await held(alice)
    await without_a_rate(alice)
    page, _ = await wizard_at_the_last_step(alice, "Marie Dupont")
    assert page.price == ""


async def test_focus_counts_what_is_to_be_priced(alice: Practice) -> None:
    at = NOW
    for hours in (5, 9):
        row = await given(alice, at - hours * HOUR, now=at - 20 * HOUR)
        await alice.does(record_outcome, booking_id=row.id, outcome=Outcome.HELD, now=at)
    assert focus_view(await alice.does(focus_facts, now=at), at).month_unpriced == "2 séances à tarifer"
