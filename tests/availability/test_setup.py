# pyright: reportPrivateUsage=false
"""What a coach sets up: types, reasons and rules. Wrong fields are named, and what bookings use is archived."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from tests.availability.practice import at, given_session, types_of
from tests.fixtures.practice import NOW, Practice, statements
from tests.focus.acting import call, page_of
from trustcoach_app.auth.identity import HOMES
from trustcoach_app.availability.queries import (
    appointment_type,
    appointment_types,
    planning_settings,
    reasons,
    weekly_hours,
)
from trustcoach_app.availability.service import (
    Removed,
    SettingsFields,
    TypeFields,
    add_reason,
    add_type,
    change_reason,
    change_settings,
    change_type,
    ensure_defaults,
    order_reasons,
    order_types,
    remove_reason,
    remove_type,
    restore_reason,
    restore_type,
)
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.people import Coach
from trustcoach_app.models.planning import AppointmentColour
from trustcoach_app.planning.settings.state import SetupState
from trustcoach_app.trustcoach_app import app

EXPRESS = TypeFields("Séance express", 20, AppointmentColour.AMBER, 3000, (BookingMode.PHONE, BookingMode.REMOTE))


async def test_a_coach_starts_with_what_the_brief_names(alice: Practice) -> None:
    async with unit_of_work(alice.principal) as db:
        coach = await db.get(Coach, alice.coach_id)
        assert coach is not None
        coach.hourly_rate_cents = 9000
    assert await alice.does(ensure_defaults) is True
    kinds = await alice.does(appointment_types, only_offered=True)
    assert [(row.name, row.minutes, row.price_cents) for row in kinds] == [
        ("Séance découverte", 30, 0),
        ("Séance de coaching", 60, 9000),
        ("Séance approfondie", 90, 13500),
    ]
    assert kinds[0].modes == list(BookingMode)
    assert len(await alice.does(reasons)) == 6
    hours = [(row.weekday, f"{row.opens:%H}–{row.closes:%H}") for row in await alice.does(weekly_hours)]
    assert hours == [(day, text) for day in range(1, 6) for text in ("09–12", "14–18")]


async def test_a_sign_in_is_enough_to_have_them(alice: Practice) -> None:
    """Administrators may not write in a practice: the page that each sign-in of a coach leads to makes them."""
    landing = app._unevaluated_pages[HOMES[Role.COACH].strip("/")]
    assert SetupState.begin in (landing.on_load or [])
    await call(SetupState.begin, await page_of(alice, SetupState))
    assert len(await alice.does(appointment_types)) == 3


async def test_the_defaults_are_made_once_even_by_many(alice: Practice) -> None:
    made = await asyncio.gather(*(alice.does(ensure_defaults) for _ in range(8)))
    assert sorted(made) == [False] * 7 + [True]
    assert len(await alice.does(appointment_types)) == 3


async def test_what_was_removed_does_not_come_back(alice: Practice) -> None:
    for row in (await types_of(alice)).values():
        await alice.does(remove_type, type_id=row.id, now=NOW)
    with statements() as seen:
        assert await alice.does(ensure_defaults) is False
    assert len(seen) == 1
    assert await alice.does(appointment_types) == []


async def test_rules_may_be_the_first_thing_that_is_saved(alice: Practice) -> None:
    changed = await alice.does(change_settings, fields=SettingsFields(buffer_after_minutes=10, holidays_country="FR"))
    assert (changed.buffer_after_minutes, changed.holidays_country) == (10, "FR")
    assert len(await alice.does(appointment_types)) == 3


WRONG_RULES: list[tuple[str, dict[str, Any]]] = [
    ("buffer_before_minutes", {"buffer_before_minutes": -1}),
    ("buffer_after_minutes", {"buffer_after_minutes": 241}),
    ("minimum_notice_minutes", {"minimum_notice_minutes": 43_201}),
    ("horizon_days", {"horizon_days": 0}),
    ("slot_interval_minutes", {"slot_interval_minutes": 4}),
    ("most_sessions_a_day", {"most_sessions_a_day": 0}),
    ("holidays_country", {"holidays_country": "XX"}),
    ("holidays_country", {"holidays_country": "fr"}),
]


@pytest.mark.parametrize(("field", "wrong"), WRONG_RULES)
async def test_each_wrong_rule_is_named(alice: Practice, field: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        await alice.does(change_settings, fields=SettingsFields(**wrong))
    assert set(refused.value.fields) == {field}
    assert (await alice.does(planning_settings)).horizon_days == 60


async def test_the_edges_of_the_rules_are_taken(alice: Practice) -> None:
    edges = SettingsFields(240, 240, 43_200, 730, 5, 50, "CA")
    assert (await alice.does(change_settings, fields=edges)).most_sessions_a_day == 50
    assert (await alice.does(change_settings, fields=SettingsFields(0, 0, 0, 1, 240, None, ""))).horizon_days == 1


async def test_a_type_is_added_at_the_end_and_cleaned(alice: Practice) -> None:
    await types_of(alice)
    row = await alice.does(add_type, fields=replace(EXPRESS, name="  Séance\nexpress ", description=" Vite \n"))
    assert (row.name, row.description, row.position) == ("Séance express", "Vite", 3)
    assert (await alice.does(appointment_type, type_id=row.id)).modes == [BookingMode.REMOTE, BookingMode.PHONE]


WRONG_TYPES: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": " "}),
    ("name", {"name": "x" * 81}),
    ("name", {"name": "séance DÉCOUVERTE"}),
    ("minutes", {"minutes": 4}),
    ("minutes", {"minutes": 721}),
    ("price_cents", {"price_cents": -1}),
    ("price_cents", {"price_cents": 10_000_001}),
    ("description", {"description": "x" * 501}),
    ("modes", {"modes": ()}),
]


@pytest.mark.parametrize(("field", "wrong"), WRONG_TYPES)
async def test_each_wrong_field_of_a_type_is_named(alice: Practice, field: str, wrong: dict[str, Any]) -> None:
    await types_of(alice)
    with pytest.raises(InvalidInput) as refused:
        await alice.does(add_type, fields=replace(EXPRESS, **wrong))
    assert set(refused.value.fields) == {field}


async def test_a_type_keeps_its_own_name_and_takes_no_other(alice: Practice) -> None:
    kinds = await types_of(alice)
    row = await alice.does(add_type, fields=EXPRESS)
    changed = await alice.does(change_type, type_id=row.id, fields=replace(EXPRESS, name="SÉANCE express", minutes=25))
    assert (changed.name, changed.minutes, changed.position) == ("SÉANCE express", 25, 3)
    with pytest.raises(InvalidInput, match="« SÉANCE express » existe déjà"):
        await alice.does(
            change_type, type_id=kinds["Séance découverte"].id, fields=replace(EXPRESS, name="SÉANCE express")
        )


async def test_what_bookings_use_is_archived_and_can_come_back(alice: Practice) -> None:
    kind = (await types_of(alice))["Séance de coaching"]
    row = await given_session(alice)
    assert await alice.does(remove_type, type_id=kind.id, now=NOW) is Removed.ARCHIVED
    assert kind.id not in {one.id for one in await alice.does(appointment_types)}
    assert (await alice.does(appointment_type, type_id=kind.id)).archived_at == NOW
    assert row.type_id == kind.id
    assert (await alice.does(restore_type, type_id=kind.id)).position == 3
    unused = (await types_of(alice))["Séance découverte"]
    assert await alice.does(remove_type, type_id=unused.id, now=NOW) is Removed.DELETED
    with pytest.raises(NotFound):
        await alice.does(appointment_type, type_id=unused.id)


async def test_an_archived_type_does_not_come_back_beside_another_of_its_name(alice: Practice) -> None:
    kind = (await types_of(alice))["Séance de coaching"]
    await given_session(alice)
    await alice.does(remove_type, type_id=kind.id, now=NOW)
    await alice.does(add_type, fields=replace(EXPRESS, name="séance de coaching"))
    with pytest.raises(InvalidInput, match="existe déjà"):
        await alice.does(restore_type, type_id=kind.id)


async def test_types_are_put_in_order(alice: Practice) -> None:
    ids = [row.id for row in (await types_of(alice)).values()]
    await alice.does(order_types, type_ids=ids[::-1])
    assert [row.id for row in await alice.does(appointment_types)] == ids[::-1]
    for wrong in (ids[:2], [*ids, ids[0]], [*ids[:2], ids[0]]):
        with pytest.raises(NotFound):
            await alice.does(order_types, type_ids=wrong)


async def test_reasons_are_kept_like_types(alice: Practice) -> None:
    await types_of(alice)
    row = await alice.does(add_reason, label=" Prise de\tposte ")
    assert (row.label, row.position) == ("Prise de poste", 6)
    for wrong in ("", "x" * 161, "prise DE poste"):
        with pytest.raises(InvalidInput) as refused:
            await alice.does(add_reason, label=wrong)
        assert set(refused.value.fields) == {"label"}
    await given_session(alice, at("16:00"), reason_id=row.id)
    assert (await alice.does(change_reason, reason_id=row.id, label="Nouveau poste")).label == "Nouveau poste"
    assert await alice.does(remove_reason, reason_id=row.id, now=NOW) is Removed.ARCHIVED
    assert (await alice.does(restore_reason, reason_id=row.id)).archived_at is None
    ids = [one.id for one in await alice.does(reasons)]
    await alice.does(order_reasons, reason_ids=ids[::-1])
    assert [one.id for one in await alice.does(reasons)] == ids[::-1]
    assert await alice.does(remove_reason, reason_id=ids[0], now=NOW) is Removed.DELETED


async def test_bob_cannot_touch_what_alice_set_up(alice: Practice, bob: Practice) -> None:
    kind = (await types_of(alice))["Séance de coaching"]
    why = (await alice.does(reasons))[0]
    await types_of(bob)
    for change, wanted in (
        (change_type, {"type_id": kind.id, "fields": EXPRESS}),
        (remove_type, {"type_id": kind.id, "now": NOW}),
        (restore_type, {"type_id": kind.id}),
        (order_types, {"type_ids": [kind.id]}),
        (change_reason, {"reason_id": why.id, "label": "x"}),
        (remove_reason, {"reason_id": why.id, "now": NOW}),
        (restore_reason, {"reason_id": why.id}),
    ):
        with pytest.raises(NotFound):
            await bob.does(change, **wanted)
    assert (await alice.does(appointment_type, type_id=kind.id)).name == "Séance de coaching"
