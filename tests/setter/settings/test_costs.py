"""What the coach tells the figures: costs by month and source, minutes for a message; each refused beside its field."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.setter.settings import service
from trustcoach_app.setter.settings.present import settings_view
from trustcoach_app.setter.settings.queries import settings_facts
from trustcoach_app.setter.settings.service import TAKEN, CostFields
from trustcoach_app.setter.settings.state import CostState, SetterSettingsState
from trustcoach_app.setter.settings.views import SettingsView

JANUARY = CostFields(date(2026, 1, 1), "story", 8_050)


async def seen(practice: Practice) -> SettingsView:
    return settings_view(await practice.does(settings_facts))


async def test_a_cost_is_added_changed_and_removed(alice: Practice) -> None:
    cost = await alice.does(service.add_cost, fields=JANUARY)
    [row] = (await seen(alice)).costs
    assert (row.month, row.source, row.amount) == ("Janvier 2026", "Story", "80,50\u202f€")
    await alice.does(service.change_cost, cost_id=cost, fields=CostFields(date(2026, 2, 1), "", 1_000))
    [row] = (await seen(alice)).costs
    assert (row.month, row.source, row.amount) == ("Février 2026", "Toutes les sources", "10\u202f€")
    assert await alice.does(service.remove_cost, cost_id=cost) == CostFields(date(2026, 2, 1), "", 1_000)
    assert (await seen(alice)).costs == []


async def test_a_month_has_one_cost_of_a_source(alice: Practice) -> None:
    await alice.does(service.add_cost, fields=JANUARY)
    other = await alice.does(service.add_cost, fields=CostFields(date(2026, 1, 1), "", 1_000))
    for refused in (
        alice.does(service.add_cost, fields=JANUARY),
        alice.does(service.change_cost, cost_id=other, fields=JANUARY),
    ):
        with pytest.raises(InvalidInput) as error:
            await refused
        assert error.value.fields == {"source": TAKEN}


@pytest.mark.parametrize("spelling", ["Réel  juin", "REEL JUIN", "reel_juin"])
async def test_a_source_is_one_however_it_is_spelt(alice: Practice, spelling: str) -> None:
    """As the figures count it. Its own cost may be spelt anew."""
    january = CostFields(date(2026, 1, 1), "Reel juin", 100)
    cost = await alice.does(service.add_cost, fields=january)
    again = replace(january, source=spelling, amount_cents=200)
    with pytest.raises(InvalidInput) as refused:
        await alice.does(service.add_cost, fields=again)
    assert refused.value.fields == {"source": service.TAKEN}
    await alice.does(service.change_cost, cost_id=cost, fields=again)
    await alice.does(service.add_cost, fields=replace(again, month=date(2026, 2, 1)))
    assert [row.amount for row in (await seen(alice)).costs] == ["2\u202f€", "2\u202f€"]


async def test_of_two_at_the_same_time_one_is_told(alice: Practice) -> None:
    typed = [CostFields(date(2026, 1, 1), source, 100) for source in ("story", "Story", "STORY ")]
    answers = await asyncio.gather(
        *(alice.does(service.add_cost, fields=fields) for fields in typed), return_exceptions=True
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["InvalidInput", "InvalidInput", "UUID"]
    assert len((await seen(alice)).costs) == 1


async def test_nobody_changes_another_practice_s_cost(alice: Practice, bob: Practice) -> None:
    cost = await alice.does(service.add_cost, fields=JANUARY)
    for wanted in (cost, uuid4()):
        with pytest.raises(NotFound):
            await bob.does(service.change_cost, cost_id=wanted, fields=CostFields(date(2026, 3, 1), "", 0))
        with pytest.raises(NotFound):
            await bob.does(service.remove_cost, cost_id=wanted)
    assert len((await seen(alice)).costs) == 1
    assert (await seen(bob)).costs == []


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"month": "2026-13", "amount": "x", "source": "s" * 41}, {"month", "amount", "source"}),
        ({"month": "janvier", "amount": "10"}, {"month"}),
        ({"month": "2026-01", "amount": "-1"}, {"amount"}),
        ({"month": "2026-01", "amount": "100001"}, {"amount"}),
        ({"month": ["2026-01"], "amount": {}}, {"month", "amount"}),
    ],
)
async def test_each_refusal_stands_beside_its_field(alice: Practice, sent: dict[str, Any], wrong: set[str]) -> None:
    page = await page_of(alice, CostState)
    await call(CostState.open, page, "")
    await call(CostState.save, page, sent)
    assert set(page.errors) == wrong
    assert (await seen(alice)).costs == []


@pytest.mark.parametrize(("typed", "minutes"), [("5", "5"), ("60", "60"), ("0", "3"), ("61", "3"), ("", "3")])
async def test_minutes_are_from_1_to_60(alice: Practice, typed: str, minutes: str) -> None:
    page = await page_of(alice, SetterSettingsState)
    await call(SetterSettingsState.save_minutes, page, {"minutes": typed})
    assert (await seen(alice)).minutes == minutes
    assert bool(page.errors) == (minutes == "3")
