"""The wizard's handlers: who comes as what, at which price, and in how many statements."""

from datetime import date, timedelta

import pytest

from tests.appointments.steps import at_the_step_of_slots, booked, wizard_at_the_last_step
from tests.availability.practice import PARIS, given_rules
from tests.fixtures.practice import Practice, statements
from tests.focus.acting import call, said
from trustcoach_app import clock
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.availability.queries import reasons
from trustcoach_app.availability.service import add_time_off
from trustcoach_app.clients.queries import by_id, directory
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.models.people import Coach


async def with_a_rate(practice: Practice) -> None:
    """90 € an hour, so that its types have a price."""
    async with unit_of_work(practice.principal) as db:
        coach = await db.get(Coach, practice.coach_id)
        assert coach is not None
        coach.hourly_rate_cents = 9000


@pytest.mark.parametrize(("ticked", "stage"), [({}, ClientStage.PROSPECT), ({"is_client": True}, ClientStage.CLIENT)])
async def test_a_new_person_is_a_prospect_unless_ticked(
    alice: Practice, ticked: dict[str, bool], stage: ClientStage
) -> None:
    page, sent = await wizard_at_the_last_step(alice, "Sophie Durand")
    await call(WizardState.forward, page, {**sent, "email": "sophie@exemple.fr", **ticked})
    [row] = await booked(alice)
    sophie = await alice.does(by_id, client_id=row.client_id)
    assert (sophie.stage, sophie.email) == (stage, "sophie@exemple.fr")


async def test_a_known_client_stays_what_she_is(alice: Practice) -> None:
    page, sent = await wizard_at_the_last_step(alice, "Marie Dupont")
    await call(WizardState.forward, page, sent)
    [row] = await booked(alice)
    assert row.client_id == alice.client_id
    assert (await alice.does(by_id, client_id=row.client_id)).stage is ClientStage.CLIENT


async def test_a_known_client_is_picked_from_the_list(alice: Practice) -> None:
    page, _ = await wizard_at_the_last_step(alice, "Sophie Durand")
    await call(WizardState.look_up, page, "mar")
    assert (page.suggestions, page.is_known) == (["Marie Dupont"], False)
    await call(WizardState.look_up, page, "Marie Dupont")
    assert page.is_known


async def test_the_price_is_the_type_s_then_the_one_last_agreed(alice: Practice) -> None:
    await with_a_rate(alice)
    page, sent = await wizard_at_the_last_step(alice, "Marie Dupont")
    assert page.price == "90"
    await call(WizardState.forward, page, {**sent, "price": "75,50"})
    assert [row.price_cents for row in await booked(alice)] == [7550]
    page, _ = await wizard_at_the_last_step(alice, "Marie Dupont")
    assert page.price == "75,50"
    page, _ = await wizard_at_the_last_step(alice, "Marie Dupont", "Séance découverte")
    assert page.price == "0"
    page, _ = await wizard_at_the_last_step(alice, "Sophie Durand")
    assert page.price == "90"


async def test_a_price_that_is_none_is_said_on_its_step(alice: Practice) -> None:
    page, sent = await wizard_at_the_last_step(alice, "Marie Dupont")
    await call(WizardState.forward, page, {**sent, "price": "beaucoup"})
    assert (page.step, set(page.errors)) == (4, {"price"})


async def test_without_a_price_it_is_the_type_s(alice: Practice) -> None:
    await with_a_rate(alice)
    page, sent = await wizard_at_the_last_step(alice, "Marie Dupont")
    await call(WizardState.forward, page, sent)
    assert [row.price_cents for row in await booked(alice)] == [9000]


async def test_what_is_wrong_takes_back_to_its_step_and_writes_nothing(alice: Practice) -> None:
    page, sent = await wizard_at_the_last_step(alice, "Sophie Durand")
    await call(WizardState.forward, page, {**sent, "email": "sophie@"})
    assert (page.step, set(page.errors)) == (1, {"email"})
    page.step = 4
    await call(WizardState.forward, page, {**sent, "client_phone": "12", "mode": "phone", "phone": "0612345678"})
    assert (page.step, set(page.errors)) == (1, {"client_phone"})
    page.step = 4
    await call(WizardState.forward, page, {**sent, "client_phone": "", "mode": "phone", "phone": "12"})
    assert (page.step, set(page.errors)) == (4, {"phone"})
    assert [row.name for row in await alice.does(directory, limit=5)] == ["Marie Dupont"]


async def test_a_slot_that_was_taken_meanwhile_takes_back_to_the_slots(alice: Practice) -> None:
    page, sent = await wizard_at_the_last_step(alice, "Sophie Durand")
    other, _ = await wizard_at_the_last_step(alice, "Marie Dupont")
    await call(WizardState.forward, other, {**sent, "client": "Marie Dupont"})
    await call(WizardState.forward, page, sent)
    assert (page.step, len(page.nearest)) == (3, 3)
    assert page.problem == "Ce créneau vient d’être pris\u202f: une séance est déjà prévue."
    assert [row.name for row in await alice.does(directory, limit=5)] == ["Marie Dupont"]


async def test_it_opens_on_the_first_day_with_a_free_time(alice: Practice) -> None:
    today = clock.now().astimezone(PARIS).replace(hour=0, minute=0, second=0, microsecond=0)
    away = {"starts_at": today, "ends_at": today + timedelta(days=2)}
    await alice.does(add_time_off, **away, now=clock.now())
    page = await at_the_step_of_slots(alice)
    assert date.fromisoformat(page.slots.day) >= away["ends_at"].date()
    assert page.slots.groups


async def test_a_day_that_was_chosen_stays_and_names_the_next_free_one(alice: Practice) -> None:
    chosen = clock.now().astimezone(PARIS) + timedelta(days=10)
    chosen = chosen.replace(hour=0, minute=0, second=0, microsecond=0)
    await alice.does(add_time_off, starts_at=chosen, ends_at=chosen + timedelta(days=1), now=clock.now())
    page = await at_the_step_of_slots(alice, chosen.date().isoformat())
    assert (page.slots.day, page.slots.groups) == (chosen.date().isoformat(), [])
    await call(WizardState.choose_day, page, page.slots.next_day)
    assert page.slots.groups
    assert page.slots.next_day == ""


@pytest.mark.parametrize(
    ("client", "typed", "most"),
    [
        ("Marie Dupont", {}, 9),
        ("Sophie Durand", {}, 12),
        ("Sophie Durand", {"email": "sophie@exemple.fr", "client_phone": "06 12 34 56 78"}, 12),
    ],
    ids=["known", "new", "new with an address"],
)
async def test_the_last_step_reads_nothing_twice(
    alice: Practice, client: str, typed: dict[str, str], most: int
) -> None:
    """Twenty-three statements before: the zone four times, the rules twice, what is taken four times."""
    await given_rules(alice, buffer_before_minutes=5, buffer_after_minutes=10)
    page, sent = await wizard_at_the_last_step(alice, client, **typed)
    why = (await alice.does(reasons))[0]
    with statements() as seen:
        news = said(await call(WizardState.forward, page, {**sent, "reason_id": str(why.id)}))
    assert news[0].startswith("Séance ajoutée\u202f: ")
    assert len(seen) <= most, "\n".join(seen)
    for table in ("coaches.timezone", "planning_settings", "busy_blocks"):
        assert sum(table in statement for statement in seen) == 1, table
    [row] = await booked(alice)
    assert (row.buffer_before_minutes, row.buffer_after_minutes, row.reason) == (5, 10, why.label)
