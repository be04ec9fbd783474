"""Writing a message, and reading it."""

import asyncio

import psycopg
import pytest
from sqlalchemy import func, select

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.messaging.service import mark_messages_read, post_message
from trustcoach_app.models.messaging import Conversation, MessageAuthor

COACH, CLIENT = MessageAuthor.COACH, MessageAuthor.CLIENT


async def test_first_messages_at_once_open_one_conversation(alice: Practice) -> None:
    wanted = {"client_id": alice.client_id, "author": COACH, "now": NOW}
    rows = await asyncio.gather(*(alice.does(post_message, body=f"Bonjour {n}", **wanted) for n in range(10)))
    assert len({row.conversation_id for row in rows}) == 1
    async with unit_of_work(alice.principal) as db:
        assert await db.scalar(select(func.count()).select_from(Conversation)) == 1


async def test_keeps_what_was_said_and_when(alice: Practice) -> None:
    row = await alice.does(post_message, client_id=alice.client_id, author=COACH, body=" Bonjour\nMarie ", now=NOW)
    assert (row.body, row.author, row.sent_at, row.read_at) == ("Bonjour\nMarie", COACH, NOW, None)


@pytest.mark.parametrize("body", [" \n", "x" * 5001])
async def test_neither_empty_nor_endless(alice: Practice, body: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await alice.does(post_message, client_id=alice.client_id, author=COACH, body=body, now=NOW)
    assert set(refused.value.fields) == {"body"}


async def test_each_side_reads_what_the_other_wrote(alice: Practice) -> None:
    for author in (COACH, CLIENT, CLIENT):
        await alice.does(post_message, client_id=alice.client_id, author=author, body="Bonjour", now=NOW)
    counts = [
        await alice.does(mark_messages_read, client_id=alice.client_id, reader=who, now=NOW)
        for who in (COACH, COACH, CLIENT)
    ]
    assert counts == [2, 0, 1]


async def test_the_client_answers_in_her_conversation(alice: Practice, bob: Practice, owner_url: str) -> None:
    """Marie is bob, who is a client of alice's too; only a proved address says so, never a coach."""
    with psycopg.connect(owner_url) as owner:
        owner.execute("UPDATE clients SET user_id = %s WHERE id = %s", (bob.user_id, alice.client_id))
    first = await alice.does(post_message, client_id=alice.client_id, author=COACH, body="Bonjour", now=NOW)
    async with unit_of_work(Principal(Role.CLIENT, user_id=bob.user_id)) as db:
        wanted = {"coach_id": alice.coach_id, "client_id": alice.client_id, "now": NOW}
        answer = await post_message(db, author=CLIENT, body="Merci", **wanted)
    assert answer.conversation_id == first.conversation_id


async def test_bob_neither_writes_nor_reads(alice: Practice, bob: Practice) -> None:
    await alice.does(post_message, client_id=alice.client_id, author=CLIENT, body="Bonjour", now=NOW)
    with pytest.raises(NotFound):
        await bob.does(post_message, client_id=alice.client_id, author=COACH, body="x", now=NOW)
    assert await bob.does(mark_messages_read, client_id=alice.client_id, reader=COACH, now=NOW) == 0
    assert await alice.does(mark_messages_read, client_id=alice.client_id, reader=COACH, now=NOW) == 1
