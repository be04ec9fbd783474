"""One client's file: what it shows, what is clicked on it, how many statements, and nothing of another coach's."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.bookings.test_health import have
from tests.client_list.people import CONFIRMED, DAY, HELD
from tests.fixtures.practice import NOW, Practice, statements
from tests.focus.acting import call, page_of, take_offer
from trustcoach_app import clock
from trustcoach_app.client_page.queries import MOST_SESSIONS, file_facts
from trustcoach_app.client_page.state import ClientFileState
from trustcoach_app.clients.queries import by_id
from trustcoach_app.clients.service import add_client
from trustcoach_app.clients.tags import tag_clients
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.goals.service import GoalFields, add_goal
from trustcoach_app.messaging.service import post_message
from trustcoach_app.models.bookings import BookingStatus
from trustcoach_app.models.goals import GoalStatus
from trustcoach_app.models.messaging import MessageAuthor


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


async def opened(practice: Practice, client_id: UUID | str) -> Any:
    """The page at a client's address."""
    page = await page_of(practice, ClientFileState)
    object.__setattr__(page, "client_id", str(client_id))
    await call(ClientFileState.load, page)
    return page


async def test_sessions_with_number_and_outcome(alice: Practice) -> None:
    """Those to come by their day, those that were the other way round; a hold and one that lapsed are none."""
    diary = [(-40, HELD), (-30, BookingStatus.NO_SHOW), (-20, HELD), (-1, CONFIRMED), (4, CONFIRMED), (11, CONFIRMED)]
    diary += [(5, BookingStatus.PENDING), (6, BookingStatus.EXPIRED), (7, BookingStatus.CANCELLED)]
    await have(alice, [(alice.client_id, NOW + days * DAY, status) for days, status in diary])
    view = (await opened(alice, alice.client_id)).view
    assert [(row.what, row.status) for row in view.coming] == [
        ("Séance n°\xa04", "À venir"),
        ("Séance n°\xa05", "À venir"),
    ]
    assert [(row.what, row.status) for row in view.past] == [
        ("", "Annulée"),
        ("Séance n°\xa03", "À confirmer"),
        ("Séance n°\xa02", "Tenue"),
        ("", "Absent"),
        ("Séance n°\xa01", "Tenue"),
    ]
    assert view.past[2].when == "Mardi 23 décembre 2025 à 10:00"
    assert view.past[2].href.startswith("/dashboard/coach/seances/")
    assert (view.name, view.health, view.why) == (
        "Marie Dupont",
        "actif",
        "Prochaine séance vendredi 16 janvier à 10:00",
    )
    assert view.about == ["2 séances", "240\u202f€"]


async def test_goals_are_all_there(alice: Practice) -> None:
    """Those that are worked on, and behind them those that were reached."""
    for title, status in (("Oser dire non", GoalStatus.IN_PROGRESS), ("Dormir", GoalStatus.COMPLETED)):
        goal = GoalFields(title=title, start_date=NOW.date(), status=status)
        await alice.does(add_goal, client_id=alice.client_id, fields=goal, session_id=None, now=NOW)
    page = await opened(alice, alice.client_id)
    assert [[row.title for row in rows] for rows in (page.goals, page.past_goals)] == [["Oser dire non"], ["Dormir"]]


async def test_who_lives_elsewhere_says_the_hour_there(alice: Practice) -> None:
    lea = await alice.does(add_client, name="Léa Roux", timezone="America/Montreal", now=NOW)
    assert (await opened(alice, lea.id)).view.timezone == "America/Montreal (04:00 là-bas)"
    assert (await opened(alice, alice.client_id)).view.timezone == "Europe/Paris"


async def test_tags_are_given_and_taken_with_undo(alice: Practice) -> None:
    page = await opened(alice, alice.client_id)
    await call(ClientFileState.add_tag, page, {"tag": "Très chaud"})
    assert page.view.tags == page.view.known_tags == ["Très chaud"]
    await call(ClientFileState.add_tag, page, {"tag": " "})
    assert set(page.errors) == {"tag"}
    await call(ClientFileState.remove_tag, page, "Très chaud")
    assert page.view.tags == []
    await take_offer(page)
    await call(ClientFileState.refresh, page)
    assert page.view.tags == ["Très chaud"]


async def test_messages_are_read_there(alice: Practice) -> None:
    """Who is new has no pre-brief on Focus: what they wrote is on their file."""
    message = {"client_id": alice.client_id, "author": MessageAuthor.CLIENT, "body": "À mardi"}
    await alice.does(post_message, **message, now=NOW)
    page = await opened(alice, alice.client_id)
    assert ([row.text for row in page.brief.messages], page.brief.has_unread) == (["À mardi"], True)
    await call(ClientFileState.mark_read, page)
    assert (len(page.brief.messages), page.brief.has_unread) == (1, False)


async def test_away_and_back(alice: Practice) -> None:
    page = await opened(alice, alice.client_id)
    await call(ClientFileState.archive, page)
    assert page.view.is_archived
    await take_offer(page)
    assert (await alice.does(by_id, client_id=alice.client_id)).archived_at is None


async def test_another_s_client_is_not_there(alice: Practice, bob: Practice) -> None:
    """By its address, and by every handler of the page; what was shown before goes."""
    page = await opened(bob, bob.client_id)
    for client_id in (alice.client_id, "garbage"):
        object.__setattr__(page, "client_id", str(client_id))
        await call(ClientFileState.load, page)
        assert (page.is_missing, page.view.name) == (True, "")
        object.__setattr__(page, "client_id", str(client_id))
        for handler, sent in (
            (ClientFileState.add_tag, [{"tag": "Volé"}]),
            (ClientFileState.remove_tag, ["Volé"]),
            (ClientFileState.archive, []),
            (ClientFileState.mark_read, []),
            (ClientFileState.bring_back, [str(client_id)]),
            (ClientFileState.restore_tag, [str(client_id), "Volé"]),
        ):
            if handler in (ClientFileState.remove_tag, ClientFileState.mark_read) and client_id != "garbage":
                continue
            with pytest.raises(NotFound):
                await call(handler, page, *sent)
    assert (await alice.does(by_id, client_id=alice.client_id)).archived_at is None


async def test_taking_a_word_from_another_s_client_takes_nothing(alice: Practice, bob: Practice) -> None:
    await alice.does(tag_clients, client_ids=[alice.client_id], label="Zen", now=NOW)
    page = await opened(bob, alice.client_id)
    object.__setattr__(page, "client_id", str(alice.client_id))
    await call(ClientFileState.remove_tag, page, "Zen")
    assert (await opened(alice, alice.client_id)).view.tags == ["Zen"]


async def test_another_s_messages_stay_unread(alice: Practice, bob: Practice) -> None:
    message = {"client_id": alice.client_id, "author": MessageAuthor.CLIENT, "body": "À mardi"}
    await alice.does(post_message, **message, now=NOW)
    page = await opened(bob, alice.client_id)
    object.__setattr__(page, "client_id", str(alice.client_id))
    await call(ClientFileState.mark_read, page)
    assert (page.is_missing, page.brief.messages) == (True, [])
    assert (await opened(alice, alice.client_id)).brief.has_unread


async def test_as_many_statements_however_long_the_history(alice: Practice, bob: Practice) -> None:
    """And no more sessions than MOST_SESSIONS, which is said."""
    rows = [(alice.client_id, NOW - (number + 1) * timedelta(hours=2), HELD) for number in range(MOST_SESSIONS + 20)]
    await have(alice, rows)
    await have(bob, [(bob.client_id, NOW - DAY, HELD)])
    for practice in (alice, bob):
        with statements() as seen:
            facts = await practice.does(file_facts, client_id=practice.client_id, now=NOW)
        assert len(seen) == 16
    view = (await opened(alice, alice.client_id)).view
    assert (len(view.past), view.has_more) == (MOST_SESSIONS, True)
    assert len(facts.bookings) == 1


async def test_looking_ahead_reads_what_will_be_shown_and_nothing_of_others(alice: Practice, bob: Practice) -> None:
    page = await page_of(alice, ClientFileState)
    await call(ClientFileState.look_ahead, page, str(alice.client_id))
    assert (page.view.name, page.is_missing) == ("Marie Dupont", False)
    await call(ClientFileState.look_ahead, page, str(bob.client_id))
    for claimed in ("nobody", "", "../"):
        await call(ClientFileState.look_ahead, page, claimed)
    assert (page.view.name, page.is_missing) == ("Marie Dupont", False)
    stranger = await page_of(bob, ClientFileState)
    await call(ClientFileState.look_ahead, stranger, str(alice.client_id))
    assert stranger.view.id == ""


async def test_looking_ahead_leaves_an_open_file_alone(alice: Practice) -> None:
    page = await opened(alice, alice.client_id)
    async with unit_of_work(alice.principal) as db:
        other = await add_client(db, coach_id=alice.coach_id, name="Jean Roux", now=NOW)
    await call(ClientFileState.look_ahead, page, str(other.id))
    assert page.view.name == "Marie Dupont"
