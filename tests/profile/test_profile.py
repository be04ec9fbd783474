"""The coach's own profile: every wrong field said at once, a rate that prices what has none, a zone that asks first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.fixtures.practice import Practice, new_practice
from tests.focus.acting import call, page_of, said
from trustcoach_app.availability.queries import appointment_types
from trustcoach_app.availability.service import TypeFields, add_type, ensure_defaults
from trustcoach_app.bookings.service import book
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.planning import AppointmentColour
from trustcoach_app.profile.queries import profile
from trustcoach_app.profile.state import ProfileState


@pytest.fixture
async def newcomer(application: str) -> Practice:
    """A coach whom an administrator has just created: nobody knows her rate."""
    assert application
    return await new_practice(rate_cents=None)


FORM = {"name": "Alice Martin", "specialty": "Prise de parole", "rate": "120", "timezone": "Europe/Paris"}


async def prices(practice: Practice) -> dict[str, int | None]:
    """Every type's price."""
    return {row.name: row.price_cents for row in await practice.does(appointment_types)}


async def saved(practice: Practice, **changed: str) -> tuple[ProfileState, Any]:
    """The page after the form was sent."""
    page = await page_of(practice, ProfileState)
    return page, await call(ProfileState.save, page, {**FORM, **changed})


async def test_every_wrong_field_is_named_at_once_and_nothing_is_written(newcomer: Practice) -> None:
    page, _ = await saved(newcomer, name=" ", specialty="x" * 121, rate="beaucoup", timezone="Europe/Atlantide")
    assert page.errors.keys() == {"name", "specialty", "rate", "timezone"}
    assert (await newcomer.does(profile)).rate_cents is None


@pytest.mark.parametrize("rate", ["", "0", "-5", "10001", "80,555"])
async def test_a_rate_is_said_and_is_never_zero(alice: Practice, rate: str) -> None:
    page, _ = await saved(alice, rate=rate)
    assert page.errors.keys() == {"rate"}


async def test_a_practice_without_a_rate_has_types_without_a_price(newcomer: Practice) -> None:
    await newcomer.does(ensure_defaults)
    assert await prices(newcomer) == {"Séance découverte": 0, "Séance de coaching": None, "Séance approfondie": None}


async def test_the_rate_prices_what_has_no_price_and_nothing_else(newcomer: Practice) -> None:
    await newcomer.does(ensure_defaults)
    own = TypeFields("Bilan", 45, AppointmentColour.PINK, 4500, (BookingMode.PHONE,))
    await newcomer.does(add_type, fields=own)
    await newcomer.does(add_type, fields=replace(own, name="Point", minutes=20, price_cents=None))
    _, events = await saved(newcomer, rate="120,50")
    assert await prices(newcomer) == {
        "Séance découverte": 0,
        "Séance de coaching": 12050,
        "Séance approfondie": 18075,
        "Bilan": 4500,
        "Point": 4016,
    }
    assert "Séance de coaching 120,50" in said(events)[0]
    await saved(newcomer, rate="200")
    assert (await prices(newcomer))["Séance de coaching"] == 12050


async def test_another_zone_says_first_what_it_moves(alice: Practice) -> None:
    start = datetime.now(UTC).replace(hour=20, minute=0, second=0, microsecond=0) + timedelta(days=3)
    await alice.does(
        book, client_id=alice.client_id, starts_at=start, minutes=60, timezone="Europe/Paris", now=datetime.now(UTC)
    )
    page, events = await saved(alice, timezone="Indian/Reunion", specialty="Écoute")
    assert events is None
    assert page.change.zone == "Indian/Reunion"
    [moved] = page.change.sessions
    assert moved.who == "Marie Dupont"
    assert moved.before.split(",")[0] != moved.after.split(",")[0], "the day changes: it is past midnight over there"
    assert (await alice.does(profile)).zone.key == "Europe/Paris"
    await call(ProfileState.save_zone, page)
    found = await alice.does(profile)
    assert (found.zone.key, found.specialty, page.change.zone) == ("Indian/Reunion", "Écoute", "")


async def test_going_back_keeps_the_zone_and_asks_nothing_more(alice: Practice) -> None:
    page, _ = await saved(alice, timezone="Pacific/Tahiti")
    await call(ProfileState.keep_zone, page)
    assert await call(ProfileState.save_zone, page) is None
    assert (await alice.does(profile)).zone.key == "Europe/Paris"


async def test_one_coach_changes_her_own_profile_only(alice: Practice, bob: Practice) -> None:
    await saved(alice, name="Alice Bernard")
    assert (await alice.does(profile)).name == "Alice Bernard"
    assert (await bob.does(profile)).name == "Bob Durand"
