"""What an administrator does with dead letters: nothing is read without a reason, and what is mended comes in."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.fixtures.people import People
from tests.focus.acting import call
from tests.setter.hook.conftest import NewSender
from tests.setter.hook.sender import Sender, event
from trustcoach_app.admin.dead_letters import queries, service
from trustcoach_app.admin.dead_letters.present import dead_letter_list, readable
from trustcoach_app.admin.dead_letters.state import DeadLettersState
from trustcoach_app.admin.present import journal_row
from trustcoach_app.admin.queries import journal
from trustcoach_app.auth.access import act
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.reflex_seams.gate import new_tree

REASON = "Le coach demande pourquoi rien n’arrive."


@pytest.fixture
def ada(people: People) -> Principal:
    """An administrator at work."""
    return Principal(Role.ADMIN, user_id=people.add("admin", password=False, name="Ada Ministre").id)


@pytest.fixture
async def letter(sender: Sender, people: People) -> UUID:
    """One letter of the sender's."""
    await sender.post({**event("evt-1"), "type": "lead.sneezed"})
    found = people.value("SELECT id FROM dead_letters WHERE coach_id = %s", sender.coach_id)
    assert isinstance(found, UUID)
    return found


async def does(acting: Principal, call: Any, /, **arguments: Any) -> Any:
    """One call in a unit of work of its own."""
    async with unit_of_work(acting) as db:
        return await call(db, **{"now": datetime.now(UTC), **arguments})


async def test_opening_needs_a_reason_that_is_kept(
    sender: Sender, letter: UUID, ada: Principal, people: People
) -> None:
    named = {"coach_id": sender.coach_id, "letter_id": letter}
    for reason in ("", "curieux", " " * 12):
        with pytest.raises(InvalidInput):
            await does(ada, service.open_dead_letter, reason=reason, **named)
    latest = datetime.now(UTC) + timedelta(days=60)  # other tests let time pass, and the journal shows sixty lines
    body = await does(ada, service.open_dead_letter, reason=f"  {REASON} ", now=latest, **named)
    assert json.loads(body)["event_id"] == "evt-1"
    query = (
        "SELECT action || ' ' || (detail->>'reason') || ' ' || (detail->>'letter') FROM audit_log WHERE actor_id = %s"
    )
    assert people.values(query, ada.user) == [f"letter_opened {REASON} {letter}"]
    async with unit_of_work(ada) as db:
        lines = [(row.who, row.what) for row in map(journal_row, await journal(db)) if REASON in row.about]
    assert ("Ada Ministre", "Événement non compris ouvert") in lines


async def test_the_function_itself_wants_a_reason_and_somebody(sender: Sender, letter: UUID, ada: Principal) -> None:
    """Whoever forgets to ask gets nothing; and no other role may call it."""
    ask = text("SELECT admin_open_letter(:coach_id, :id, :reason, :audit_id, now())")
    given = {"coach_id": sender.coach_id, "id": letter, "audit_id": new_id()}
    for who, reason in ((ada, "   trop     "), (Principal(Role.ADMIN), REASON)):
        async with unit_of_work(who) as db:
            assert await db.scalar(ask, {**given, "reason": reason}) is None
    with pytest.raises(DBAPIError):
        async with unit_of_work(sender.coach) as db:
            await db.scalar(ask, {**given, "reason": REASON})


async def test_the_list_shows_no_body(sender: Sender, letter: UUID, ada: Principal) -> None:
    """Nor may an administrator or the coach read the column."""
    async with unit_of_work(ada) as db:
        rows = dead_letter_list(await queries.dead_letters(db), now=datetime.now(UTC)).rows
    row = next(row for row in rows if row.id == str(letter))
    assert (row.coach, row.state, row.is_open) == ("Marie Dupont", "À traiter", True)
    assert "evt-1" not in str(row)
    for who in (ada, sender.coach):
        with pytest.raises(DBAPIError):
            async with unit_of_work(who) as db:
                await db.execute(text("SELECT body FROM dead_letters"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{", "JSON valide"),
        ("[]", "entre 1 et 500"),
        (json.dumps([event(), {**event(), "type": "?"}]), "Événement 2\u202f: « type"),
        ("\ud800", "JSON valide"),
    ],
)
def test_what_is_still_wrong_is_said(body: str, said: str) -> None:
    """By the webhook's own parser; nothing is written."""
    with pytest.raises(InvalidInput) as refusal:
        service.check_dead_letter(body, now=datetime.now(UTC))
    assert said.replace(" : ", " : ") in refusal.value.fields["body"].replace("\u00a0", " ")


async def test_what_is_mended_comes_in_once(sender: Sender, letter: UUID, ada: Principal, people: People) -> None:
    """As the practice's own setter: in its ledger, under its key; and the letter is settled."""
    mended = json.dumps(event("evt-1"))
    hook = Principal(Role.HOOK, coach_id=sender.coach_id)
    for accepted in (1, 0):
        receipt = await does(hook, service.replay_dead_letter, coach_id=sender.coach_id, body=mended)
        assert receipt.accepted == accepted
    named = {"who": ada, "coach_id": sender.coach_id, "letter_id": letter}
    await does(ada, service.settle_dead_letter, settlement="replayed", **named)
    with pytest.raises(Conflict):
        await does(ada, service.settle_dead_letter, settlement="dismissed", **named)
    assert people.value("SELECT settlement FROM dead_letters WHERE id = %s", letter) == "replayed"
    assert people.value("SELECT count(*) FROM inbound_events WHERE coach_id = %s", sender.coach_id) == 1
    assert people.values("SELECT action FROM audit_log WHERE actor_id = %s", ada.user) == ["letter_replayed"]


async def test_one_setter_does_not_hide_the_letters_of_others(
    letter: UUID, new_sender: NewSender, ada: Principal
) -> None:
    flood = await new_sender()
    await flood.post([{"event_id": str(number)} for number in range(queries.SHOWN + 1)])
    async with unit_of_work(ada) as db:
        found = await queries.dead_letters(db)
    assert letter in [row.id for row in found.rows]
    assert sum(row.coach_id == flood.coach_id for row in found.rows) == queries.SHOWN_OF_ONE


async def test_only_what_was_opened_is_replayed(sender: Sender, letter: UUID, ada: Principal, people: People) -> None:
    """Without a reason in the log, nothing is written in the practice's name."""
    act(None, ada)
    page = await new_tree().get_state(DeadLettersState)
    await call(DeadLettersState.load, page)
    await call(DeadLettersState.open_dialog, page, str(letter))
    with pytest.raises(Conflict):
        await call(DeadLettersState.replay, page, {"body": json.dumps(event())})
    assert people.value("SELECT count(*) FROM inbound_events WHERE coach_id = %s", sender.coach_id) == 0
    await call(DeadLettersState.read, page, {"reason": REASON})
    await call(DeadLettersState.replay, page, {"body": json.dumps(event())})
    assert people.value("SELECT count(*) FROM inbound_events WHERE coach_id = %s", sender.coach_id) == 1


async def test_an_empty_letter_opens_too(sender: Sender, ada: Principal, people: People) -> None:
    await sender.post(b"")
    found = people.value("SELECT id FROM dead_letters WHERE coach_id = %s", sender.coach_id)
    act(None, ada)
    page = await new_tree().get_state(DeadLettersState)
    await call(DeadLettersState.load, page)
    await call(DeadLettersState.open_dialog, page, str(found))
    await call(DeadLettersState.read, page, {"reason": REASON})
    assert (page.body, page.is_read) == ("", True)


async def test_a_letter_of_nobody_is_not_there(sender: Sender, ada: Principal) -> None:
    with pytest.raises(NotFound):
        await does(ada, service.open_dead_letter, reason=REASON, coach_id=sender.coach_id, letter_id=new_id())


def test_what_a_field_cannot_hold_is_marked() -> None:
    assert readable("a\x00b") == "a\ufffdb"
