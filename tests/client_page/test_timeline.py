"""Everything of one client in one statement, newest first, by source and by page; nothing of anybody else's."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from tests.actions.test_actions import an_action
from tests.bookings.test_health import have
from tests.client_list.people import DAY, HELD
from tests.fixtures.practice import NOW, Practice, statements
from tests.focus.acting import call, page_of
from trustcoach_app import clock
from trustcoach_app.actions.service import complete_action
from trustcoach_app.bookings.queries import bookings_of_client
from trustcoach_app.client_page.timeline.present import entries
from trustcoach_app.client_page.timeline.queries import MOST_ENTRIES, TimelinePage, timeline_page
from trustcoach_app.client_page.timeline.sources import SOURCES, register_source, sources
from trustcoach_app.client_page.timeline.state import TimelineState
from trustcoach_app.client_timeline import register_timeline_sources
from trustcoach_app.clients.service import add_client
from trustcoach_app.cursors import Cursor
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.goals.service import GoalFields, add_goal, measure_goal
from trustcoach_app.models.bookings import BookingStatus
from trustcoach_app.models.goals import GoalStatus
from trustcoach_app.models.importing import Import, ImportedClient, ImportStatus
from trustcoach_app.models.leads import Lead
from trustcoach_app.models.sessions import MomentKind, Session
from trustcoach_app.notes.service import add_note
from trustcoach_app.sessions.service import mark_moment, sign_summary

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def as_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    if len(sources()) == len(SOURCES):
        register_timeline_sources()


async def told(practice: Practice, client_id: UUID | None = None, **wanted: Any) -> TimelinePage:
    """One page, as this coach reads it."""
    client_id = client_id or practice.client_id
    return await practice.does(timeline_page, client_id=client_id, zone="Europe/Paris", now=NOW, **wanted)


async def titles(practice: Practice, **wanted: Any) -> list[str]:
    return [row.title for row in entries((await told(practice, **wanted)).rows, PARIS, NOW)]


async def a_session(practice: Practice, ago: timedelta) -> UUID:
    """A session that was held, without the diary's rules."""
    await have(practice, [(practice.client_id, NOW - ago, HELD)])
    [booking] = await practice.does(bookings_of_client, client_id=practice.client_id, limit=1)
    async with unit_of_work(practice.principal) as db:
        key = {"coach_id": practice.coach_id, "client_id": practice.client_id}
        db.add(row := Session(**key, booking_id=booking.id))
        await db.flush()
        return row.id


async def a_full_file(practice: Practice) -> None:
    """One of everything that can be told."""
    session_id = await a_session(practice, 3 * DAY)
    mark = {"session_id": session_id, "kind": MomentKind.INSIGHT, "note": "Jeudi, ce n’est pas non"}
    await practice.does(mark_moment, **mark, at_seconds=600)
    await practice.does(sign_summary, session_id=session_id, text="Nous avons ri.", now=NOW - 2 * DAY, share=True)
    fields = GoalFields("Oser dire non", date(2026, 1, 2), target_value=10, unit="/10", status=GoalStatus.COMPLETED)
    goal = await practice.does(add_goal, client_id=practice.client_id, fields=fields, now=NOW - HOUR)
    await practice.does(measure_goal, goal_id=goal.id, value=7.5, note="Enfin", now=NOW - DAY)
    action_id = await an_action(practice, "Appeler")
    await practice.does(complete_action, action_id=action_id, now=NOW)
    async with unit_of_work(practice.principal) as db:
        key = {"coach_id": practice.coach_id}
        file = Import(**key, filename="clients.csv", plan="", status=ImportStatus.WRITTEN, written_at=NOW - 30 * DAY)
        db.add(file)
        await db.flush()
        db.add(ImportedClient(**key, import_id=file.id, client_id=practice.client_id, made=""))
        lead = Lead(**key, instagram_id=str(new_id()), instagram_username="marie.d", created_at=NOW - 60 * DAY)
        lead.active_at, lead.client_id, lead.won_at = NOW, practice.client_id, NOW - 40 * DAY
        db.add(lead)


async def test_everything_of_everybody_newest_first_in_one_statement(alice: Practice) -> None:
    await a_full_file(alice)
    with statements() as seen:
        page = await told(alice)
    assert len(seen) == 1
    assert [(row.title, row.text) for row in entries(page.rows, PARIS, NOW)] == [
        ("Fait\u202f: Appeler", ""),
        ("À faire\u202f: Appeler", ""),
        ("Objectif atteint\u202f: Oser dire non", ""),
        ("Oser dire non\u202f: 7,5 sur 10", "Enfin"),
        ("Résumé signé", "Nous avons ri."),
        ("Déclic", "Jeudi, ce n’est pas non"),
        ("Séance", ""),
        ("Objectif fixé\u202f: Oser dire non", "10 visés"),
        ("Fiche importée", "clients.csv"),
        ("Lead gagné", "@marie.d"),
        ("Premier échange sur Instagram", "@marie.d"),
    ]
    assert page.older is None
    assert all(newer.at >= older.at for newer, older in pairwise(page.rows))


async def test_when_where_and_who_sees_it(alice: Practice) -> None:
    """A goal says the coach's day alone; a moment its minute; what the client may read is marked, and what not."""
    await a_full_file(alice)
    rows = {row.title: row for row in entries((await told(alice)).rows, PARIS, NOW)}
    assert rows["Objectif fixé\u202f: Oser dire non"].when == "2 janv. 2026"
    assert rows["Déclic"].when == "9 janv. 2026 à 10:10"
    assert (rows["Séance"].status, rows["Séance"].is_shared, rows["Séance"].is_private) == ("Tenue", False, False)
    assert rows["Déclic"].href == rows["Résumé signé"].href == rows["Séance"].href != ""
    assert rows["Lead gagné"].href.startswith("/dashboard/coach/setter/leads/")
    seen = {title: (row.is_shared, row.is_private) for title, row in rows.items()}
    assert (seen["Résumé signé"], seen["Déclic"]) == ((True, False), (False, True))
    assert seen["Fait\u202f: Appeler"] == seen["Oser dire non\u202f: 7,5 sur 10"] == (True, False)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("seances", 1),
        ("moments", 1),
        ("resumes", 1),
        ("objectifs", 2),
        ("mesures", 1),
        ("actions", 2),
        ("imports", 1),
        ("setter", 2),
        ("", 11),
        ("quoi", 11),
    ],
)
async def test_by_source(alice: Practice, source: str, count: int) -> None:
    """A source that does not exist is none: everything."""
    await a_full_file(alice)
    assert len((await told(alice, source=source)).rows) == count


async def test_holds_drafts_and_what_is_to_come(alice: Practice) -> None:
    """A hold is no session; what is ahead stands elsewhere on the page; a draft is the coach's alone."""
    diary = [(5, BookingStatus.CONFIRMED), (-1, BookingStatus.EXPIRED), (-2, BookingStatus.NO_SHOW)]
    await have(alice, [(alice.client_id, NOW + days * DAY, status) for days, status in diary])
    fields = GoalFields("Pensé", NOW.date(), status=GoalStatus.DRAFT)
    goal = await alice.does(add_goal, client_id=alice.client_id, fields=fields, now=NOW)
    await alice.does(measure_goal, goal_id=goal.id, value=1, now=NOW)
    page = entries((await told(alice)).rows, PARIS, NOW)
    assert [(row.title, row.status, row.is_private) for row in page] == [
        ("Pensé\u202f: 1", "", True),
        ("Objectif fixé\u202f: Pensé", "", True),
        ("Séance", "Absent", False),
    ]


async def test_page_by_page_nothing_twice_and_nothing_left_out(alice: Practice) -> None:
    """However many share one instant."""
    rows = [(alice.client_id, NOW - (number + 1) * 2 * HOUR, HELD) for number in range(MOST_ENTRIES)]
    await have(alice, rows)
    ids = [await an_action(alice, f"Action {number}") for number in range(MOST_ENTRIES)]
    for action_id in ids:
        await alice.does(complete_action, action_id=action_id, now=NOW)
    seen, before, pages = list[tuple[str, UUID]](), None, 0
    while True:
        page = await told(alice, before=before)
        assert len(page.rows) <= MOST_ENTRIES
        seen += [(row.kind, row.id) for row in page.rows]
        pages += 1
        if page.older is None:
            break
        before = page.older
    assert (len(seen), len(set(seen)), pages) == (3 * MOST_ENTRIES, 3 * MOST_ENTRIES, 3)


@pytest.mark.parametrize("rank", [-(2**62), 2**62])
async def test_a_place_beyond_all_time_is_one(alice: Practice, rank: int) -> None:
    await an_action(alice)
    page = await told(alice, before=Cursor(rank, new_id(), "action"))
    assert len(page.rows) == (1 if rank > 0 else 0)


async def test_nothing_of_another_s_client(alice: Practice, bob: Practice) -> None:
    await a_full_file(alice)
    assert (await told(bob, alice.client_id)).rows == []
    async with unit_of_work(alice.principal) as db:  # nor of another client of the same coach
        await db.execute(update(Lead).values(client_id=None))
    assert len((await told(alice, source="setter")).rows) == 0


async def test_the_page_turns_filters_and_follows(alice: Practice, bob: Practice) -> None:
    for number in range(MOST_ENTRIES + 2):
        await an_action(alice, f"Action {number}")
    page: Any = await page_of(alice, TimelineState)
    object.__setattr__(page, "client_id", str(alice.client_id))
    await call(TimelineState.load, page)
    assert (len(page.entries), page.is_newest, page.older != "") == (MOST_ENTRIES, True, True)
    await call(TimelineState.go_older, page)
    assert (len(page.entries), page.is_newest, page.older) == (2, False, "")
    await call(TimelineState.refresh, page)
    assert len(page.entries) == 2
    await call(TimelineState.choose, page, "moments")
    assert (page.entries, page.is_newest, [chip.key for chip in page.chips if chip.is_chosen]) == (
        [],
        True,
        ["moments"],
    )
    await call(TimelineState.choose, page, "garbage" * 99)
    assert len(page.entries) == MOST_ENTRIES
    await call(TimelineState.go_older, page)
    await call(TimelineState.go_newest, page)
    assert (len(page.entries), page.is_newest) == (MOST_ENTRIES, True)
    object.__setattr__(page, "client_id", str(bob.client_id))
    await call(TimelineState.load, page)
    assert page.entries == []
    object.__setattr__(page, "client_id", "garbage")
    with pytest.raises(NotFound):
        await call(TimelineState.refresh, page)


def test_a_source_is_registered_once() -> None:
    with pytest.raises(KeyError):
        register_source(SOURCES[0])
    with pytest.raises(KeyError):
        register_timeline_sources()


async def test_notes_are_told_when_they_were_written_and_say_who_reads_them(alice: Practice) -> None:
    """Another client's are not there."""
    lea = await alice.does(add_client, name="Léa Roux", now=NOW)
    await alice.does(add_note, client_id=lea.id, text="De Léa", is_shared=False, now=NOW)
    for text, is_shared, ago in (("mot " * 100, True, HOUR), ("À moi", False, 2 * HOUR)):
        await alice.does(add_note, client_id=alice.client_id, text=text, is_shared=is_shared, now=NOW - ago)
    told_of_notes = entries((await told(alice, source="notes")).rows, PARIS, NOW)
    assert [(row.title, row.text[-4:], row.is_shared, row.is_private, row.when) for row in told_of_notes] == [
        ("Note", "mot…", True, False, "12 janv. 2026 à 09:00"),
        ("Note", " moi", False, True, "12 janv. 2026 à 08:00"),
    ]
