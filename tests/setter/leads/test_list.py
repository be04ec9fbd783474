# pyright: reportPrivateUsage=false
"""The list: each filter, what its chips count, paging while rows move, whose leads, and how many statements."""

from collections.abc import Generator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert

from tests.fixtures.practice import NOW, Practice, statements
from tests.focus.acting import call, page_of
from tests.setter.leads.reading import PARIS, counted, names, page
from tests.setter.rollup.raw import Raw, opened
from tests.setter.scenes import given_lead
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.leads import Lead, LeadStatus
from trustcoach_app.setter.leads.address import leads_address_of
from trustcoach_app.setter.leads.present import leads_view
from trustcoach_app.setter.leads.queries import counts as counting
from trustcoach_app.setter.leads.queries import matching
from trustcoach_app.setter.leads.queries.counts import counts
from trustcoach_app.setter.leads.queries.leads import FilterChoices, filter_choices
from trustcoach_app.setter.leads.state import LeadsState
from trustcoach_app.setter.leads.views import LeadsView

HOUR = timedelta(hours=1)


@pytest.fixture
def raw(alice: Practice, application: str) -> Generator[Raw]:
    """Alice's rows."""
    yield from opened(alice, application)


async def four(practice: Practice) -> None:
    """Anne is new, Béa qualified and silent for a week, Chloé won, Dora lost; each with a source of her own."""
    tell = {"Anne": "in 0, out 5", "Béa": "out 0, in 5, qualified 6, out 7", "Chloé": "in 0, won 10", "Dora": "lost 0"}
    for number, (name, story) in enumerate(tell.items()):
        said = {"first_name": name, "source": ("story", "post", "story", "reel")[number]}
        await given_lead(practice, story, said=said, since=NOW - timedelta(days=10 - number))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Dora", "Chloé", "Béa", "Anne"]),
        ({"statut": "won"}, ["Chloé"]),
        ({"statut": "nothing"}, ["Dora", "Chloé", "Béa", "Anne"]),
        ({"source": "story"}, ["Chloé", "Anne"]),
        ({"source": "story", "q": "ann"}, ["Anne"]),
        ({"relance": "1"}, ["Béa", "Anne"]),
        ({"relance": "1", "statut": "engaged"}, ["Anne"]),
        ({"du": "2026-01-04"}, ["Dora", "Chloé"]),
        ({"au": "2026-01-03"}, ["Béa", "Anne"]),
        ({"du": "2026-01-03", "au": "2026-01-03"}, ["Béa"]),
        ({"au": "2026-01-03", "du": "2026-01-04"}, ["Chloé", "Béa"]),
        ({"fait": "qualified_at"}, ["Béa"]),
        ({"fait": "won_at", "du": "2026-01-04", "au": "2026-01-04"}, ["Chloé"]),
        ({"fait": "won_at", "du": "2026-01-05"}, []),
        ({"etiquette": "vip"}, []),
        ({"apres": "garbage", "avant": "1.2"}, ["Dora", "Chloé", "Béa", "Anne"]),
    ],
)
async def test_each_filter(alice: Practice, asked: dict[str, str], expected: list[str]) -> None:
    await four(alice)
    assert await names(alice, **asked) == expected


async def test_a_day_begins_at_the_coach_s_midnight(alice: Practice) -> None:
    midnight = NOW.astimezone(PARIS).replace(hour=0)
    for name, by in (("Before", -1), ("After", 0)):
        await given_lead(alice, "new 0", said={"first_name": name}, since=midnight + timedelta(seconds=by))
    day = midnight.date().isoformat()
    assert await names(alice, du=day) == ["After"]
    eve = (midnight - HOUR).date().isoformat()
    assert await names(alice, du=eve, au=eve) == ["Before"]


async def test_tags_and_sources_to_choose_from(alice: Practice, bob: Practice) -> None:
    await given_lead(alice, said={"first_name": "Anne", "source": "story"}, tags=["vip", "chaud"])
    await given_lead(alice, said={"first_name": "Béa", "source": "post"}, tags=["vip"])
    await given_lead(alice)
    await given_lead(bob, said={"source": "secret"}, tags=["secret"])
    assert await alice.does(filter_choices) == FilterChoices(["post", "story"], ["chaud", "vip"])
    assert sorted(await names(alice, etiquette="vip")) == ["Anne", "Béa"]
    assert await names(alice, etiquette="secret") == []


async def test_a_source_is_one_however_it_is_spelt(alice: Practice) -> None:
    """Chosen by any spelling; offered once, as most of its leads have it."""
    for name, source in (("Anne", "Réel juin"), ("Béa", "reel_juin"), ("Chloé", "Reel  Juin"), ("Dora", "Réel juin")):
        await given_lead(alice, said={"first_name": name, "source": source, "job_title": f"{source} !"})
    await given_lead(alice, said={"first_name": "Eve", "source": "LinkedIn"})
    assert (await alice.does(filter_choices)).sources == ["LinkedIn", "Réel juin"]
    everybody = ["Anne", "Béa", "Chloé", "Dora"]
    for spelling in ("Réel juin", "REEL JUIN", "reel_juin"):
        assert sorted(await names(alice, source=spelling)) == everybody
        assert sorted(await names(alice, metier=f"{spelling} !")) == everybody
    shown = await seen(alice, source="REEL JUIN")
    assert shown.source == "Réel juin"
    assert [(option.value, option.label) for option in shown.sources] == [
        ("LinkedIn", "LinkedIn"),
        ("Réel juin", "Réel juin"),
    ]


async def test_chips_say_what_they_would_show(alice: Practice) -> None:
    await four(alice)
    assert await counted(alice) == ({"engaged": 1, "qualified": 1, "won": 1, "lost": 1}, 2)
    assert await counted(alice, statut="won", relance="1") == ({"engaged": 1, "qualified": 1, "won": 1, "lost": 1}, 2)
    place = leads_address_of({"source": "story", "statut": "won"})
    found = await page(alice, source="story", statut="won")
    by_status, _ = await counted(alice, source="story")
    assert by_status == {"engaged": 1, "won": 1}
    said = await alice.does(counts, wanted=place.filter, zone=PARIS, now=NOW)
    view = leads_view(found, said, FilterChoices(["story"], []), place, NOW)
    shown = {chip.label: (chip.count, chip.is_chosen) for chip in view.statuses if chip.count != "0"}
    assert shown == {"Tous": ("2", False), "Engagés": ("1", False), "Gagnés": ("1", True)}
    assert (view.summary, view.follow_up.count) == ("1 lead trouvé", "0")


async def seen(practice: Practice, **asked: str) -> LeadsView:
    """The list at an address."""
    state = await page_of(practice, LeadsState)
    state._asked = asked
    await call(LeadsState.refresh, state)
    return state.view


async def test_more_than_anybody_counts(alice: Practice, raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a filter « plus de », where no chip says a number; of all leads what the figures' cells say."""
    await many(alice, 60)
    await raw.roll_up()
    for module in (matching, counting):
        monkeypatch.setattr(module, "MOST_COUNTED", 20)
    every = await seen(alice)
    assert (every.summary, [chip.count for chip in every.statuses][:2]) == ("60 leads", ["60", "8"])
    for asked in ({"source": "story"}, {"q": "le"}):
        found = await seen(alice, **asked)
        assert (found.summary, len(found.rows)) == ("Plus de 20 leads trouvés", 50)
        assert {chip.count for chip in [*found.statuses, found.follow_up]} == {""}
    won = await seen(alice, q="le", statut="won")
    assert (won.summary, {row.status for row in won.rows}) == ("7 leads trouvés", {"Gagné"})
    assert (await seen(alice, q="le", source="story")).summary == "Plus de 50 leads trouvés"
    older = await seen(alice, q="le", apres=found.older_href.rpartition("=")[2])
    assert (older.summary, len(older.rows)) == ("Plus de 20 leads trouvés", 10)


async def many(practice: Practice, number: int) -> list[UUID]:
    """Leads active one after the other, by threes at the same instant; the last one first."""
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "active_at": NOW + (index // 3) * HOUR,
            "created_at": NOW,
            "status": list(LeadStatus)[index % 8],
        }
        for index in range(number)
    ]
    others = {"coach_id": practice.coach_id, "notes": "", "tags": ["vip"], "search_key": "lea"}
    others |= {"source": "story", "source_key": "story"}
    async with unit_of_work(practice.principal) as db:
        await db.execute(insert(Lead).values([{**others, "instagram_id": row["id"].hex, **row} for row in rows]))
    ordered = sorted(rows, key=lambda row: (row["active_at"], row["id"]), reverse=True)
    return [UUID(str(row["id"])) for row in ordered]


async def turn(practice: Practice, asked: dict[str, str], way: str) -> tuple[list[UUID], dict[str, str]]:
    """One page, and the address of the next one in a direction; empty at the end."""
    found = await page(practice, **asked)
    at = found.leads[-1] if way == "apres" else found.leads[0]
    goes_on = found.has_older if way == "apres" else found.has_newer
    href = leads_address_of({}).filter.href(**{way: (at.active_at, at.id)})
    return [lead.id for lead in found.leads], {way: href.partition("=")[2]} if goes_on else {}


async def test_pages_there_and_back_without_gap_or_double(alice: Practice) -> None:
    every, first = await many(alice, 120), await turn(alice, {}, "apres")
    second = await turn(alice, first[1], "apres")
    third = await turn(alice, second[1], "apres")
    assert [*first[0], *second[0], *third[0]] == every
    assert [len(third[0]), third[1]] == [20, {}]
    back = await page(alice, avant=_cursor(every, third[0][0]))
    assert [lead.id for lead in back.leads] == second[0]
    top = await page(alice, avant=_cursor(every, second[0][0]))
    assert ([lead.id for lead in top.leads], top.has_newer, top.has_older) == (first[0], False, True)


def _cursor(every: list[UUID], lead_id: UUID) -> str:
    """As the address writes the place of one of `many`."""
    index = len(every) - 1 - every.index(lead_id)
    return leads_address_of({}).filter.href(apres=(NOW + (index // 3) * HOUR, lead_id)).partition("=")[2]


async def test_rows_that_move_up_meanwhile_leave_no_gap(alice: Practice) -> None:
    every = await many(alice, 110)
    first, older = await turn(alice, {}, "apres")
    moved = [first[-1], every[60]]
    async with unit_of_work(alice.principal) as db:
        for lead_id in moved:
            lead = await db.get(Lead, (alice.coach_id, lead_id))
            assert lead
            lead.active_at = NOW + timedelta(days=90)
    second, _ = await turn(alice, older, "apres")
    assert second == [lead_id for lead_id in every[50:101] if lead_id not in moved]
    assert set((await turn(alice, {}, "apres"))[0]) >= set(moved)


async def test_another_practice_s_leads_are_not_there(alice: Practice, bob: Practice) -> None:
    await four(bob)
    assert await names(alice) == []
    assert await counted(alice) == ({}, 0)


async def reading(practice: Practice) -> tuple[int, int]:
    """How many statements the page runs, and how many leads it shows."""
    state = await page_of(practice, LeadsState)
    state._asked = {"q": "lea", "source": "story", "etiquette": "vip"}
    with statements() as seen:
        await call(LeadsState.refresh, state)
    return len(seen), len(state.view.rows)


async def test_the_same_statements_for_3_and_for_300(alice: Practice, bob: Practice) -> None:
    await many(alice, 3)
    await many(bob, 300)
    assert (await reading(alice), await reading(bob)) == ((6, 3), (6, 50))
