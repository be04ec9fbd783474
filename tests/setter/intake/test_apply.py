"""Batches into rows: what is known of a lead, each event once, and in a few statements."""

import asyncio
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from tests.fixtures.practice import NOW, Practice, statements
from tests.setter.intake.story import MARIE, at, event, lead, lead_ids, take, told
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.lead_history import EventOrigin, EventType, LeadCall
from trustcoach_app.models.leads import Lead, LeadStatus
from trustcoach_app.setter.intake.apply import apply_events, refold
from trustcoach_app.setter.intake.events import SetterEvent, hand_event
from trustcoach_app.setter.intake.refold import refold_some


async def test_a_conversation(alice: Practice) -> None:
    await take(
        alice,
        event(EventType.SENT, 0, said={"first_name": "Marie", "instagram_username": "marie.dupont", "age": 34}),
        event(EventType.RECEIVED, 5),
        event(EventType.SENT, 9, sender="human"),
        event(EventType.QUALIFIED, 10, said={"job_title": "Infirmière  Libérale", "email": "marie@exemple.fr"}),
    )
    row = await lead(alice)
    assert (row["status"], row["engaged_at"], row["qualified_at"]) == (LeadStatus.QUALIFIED, at(5), at(10))
    assert (row["messages_in"], row["messages_out"], row["messages_human"]) == (1, 2, 1)
    assert (row["created_at"], row["active_at"]) == (at(0), at(10))
    assert (row["first_message_at"], row["last_message_at"], row["last_message_direction"]) == (at(0), at(9), "out")
    assert (row["age"], row["job_key"], row["notes"], row["tags"]) == (34, "infirmiere liberale", "", [])
    assert row["search_key"] == "marie marie dupont marie exemple fr"
    messages = (await told(alice)).messages
    columns = ("sent_at", "body", "message_number", "replied_at", "turn_number", "turn_replied_at")
    assert sorted(tuple(message[column] for column in columns) for message in messages) == [
        (at(0), "Message 0", 1, at(5), 1, at(5)),
        (at(5), "Message 5", None, None, None, None),
        (at(9), "Message 9", 2, None, 2, None),
    ]


async def test_calls_are_rows_of_their_own(alice: Practice) -> None:
    """A late outcome makes two of what was one; the same events, or a fold anew, leave the same rows."""
    missed, again = event(EventType.CALL_NO_SHOW, 1500), event(EventType.CALL_BOOKED, 1600)
    await take(alice, event(EventType.CALL_BOOKED, 1), again, event(EventType.CALL_HELD, 3050))
    await take(alice, missed)
    calls = (await told(alice)).calls
    expected = [(1, at(1441), "no_show", at(1441), False), (2, at(3040), "held", at(3040), False)]
    columns = ("number", "scheduled_at", "outcome", "counted_at", "is_won")
    assert [tuple(call[column] for column in columns) for call in calls] == expected
    await take(alice, missed, again)
    await alice.does(refold, lead_ids=await lead_ids(alice))
    assert (await told(alice)).calls == calls


async def test_calls_that_the_fold_knows_no_more_go(alice: Practice) -> None:
    await take(alice, event(EventType.CALL_BOOKED, 1))
    [lead_id] = await lead_ids(alice)
    at_last = {"booked_at": at(9), "scheduled_at": at(9), "number": 2}
    async with unit_of_work(alice.principal) as db:
        db.add(LeadCall(coach_id=alice.coach_id, lead_id=lead_id, **at_last))
    await alice.does(refold, lead_ids=[lead_id])
    assert [call["number"] for call in (await told(alice)).calls] == [1]


async def test_only_what_older_rules_folded_is_folded_again(alice: Practice) -> None:
    """Some at a time, and whoever is interrupted goes on: what is left stands in the rows."""
    await take(alice, *_batch(5, 20))
    right = await told(alice)
    async with unit_of_work(alice.principal) as db:
        spoilt = {"fold_version": 0, "messages_out": 99, "source_key": "wrong", "last_contact_at": None}
        await db.execute(update(Lead).where(col(Lead.instagram_id) != "lead-0").values(**spoilt))
    assert [await alice.does(refold_some) for _ in range(2)] == [4, 0]
    assert await told(alice) == right


async def test_the_later_writer_wins_whenever_it_comes(alice: Practice) -> None:
    await take(alice, event(EventType.UPSERTED, 9, said={"first_name": "Marie", "age": 34}))
    await take(alice, event(EventType.UPSERTED, 3, said={"first_name": "Maria", "source": "story"}))
    row = await lead(alice)
    assert (row["first_name"], row["age"], row["source"]) == ("Marie", 34, "story")
    assert (row["created_at"], row["active_at"], row["status"]) == (at(3), at(9), LeadStatus.NEW)


async def test_the_coach_may_blank_a_field(alice: Practice) -> None:
    await take(alice, event(EventType.UPSERTED, 1, said={"first_name": "Marie", "email": "m@exemple.fr"}))
    blanked = hand_event(EventType.UPSERTED, instagram_id=MARIE, now=at(2), said={"first_name": "", "email": None})
    await take(alice, blanked, origin=EventOrigin.HAND)
    row = await lead(alice)
    assert (row["first_name"], row["email"], row["search_key"]) == ("", None, "")


async def test_by_hand(alice: Practice) -> None:
    await take(alice, event(EventType.CALL_BOOKED, 1))
    back = hand_event(EventType.STATUS_SET, instagram_id=MARIE, now=at(2), status="qualified")
    await take(alice, back, origin=EventOrigin.HAND)
    row = await lead(alice)
    assert (row["status"], row["qualified_at"], row["call_booked_at"]) == (LeadStatus.QUALIFIED, at(2), None)


async def test_one_account_in_two_practices(alice: Practice, bob: Practice) -> None:
    shared = event(EventType.SENT, 0)
    await take(alice, shared)
    await take(bob, shared)
    assert (await lead(alice))["messages_out"] == (await lead(bob))["messages_out"] == 1


async def test_no_event_is_nothing(alice: Practice) -> None:
    assert await alice.does(apply_events, events=[], origin=EventOrigin.HOOK, now=NOW) == []


def _batch(leads: int, events: int) -> list[SetterEvent]:
    kinds = (EventType.SENT, EventType.RECEIVED, EventType.QUALIFIED, EventType.SENT)
    return [event(kinds[number % 4], number, f"lead-{number % leads}") for number in range(events)]


async def test_a_batch_takes_a_few_statements_whatever_its_size(alice: Practice, bob: Practice) -> None:
    """Make, lock, two inserts, two reads, two updates; a replay inserts and updates nothing. Calls take one more."""
    with statements() as of_few:
        await take(alice, *_batch(1, 4))
    batch = _batch(50, 100)
    with statements() as of_many:
        await take(bob, *batch)
    with statements() as again:
        await take(bob, *batch)
    assert len(of_few) == len(of_many) == 8
    assert len(again) == 6
    with statements() as with_calls:
        await take(bob, *(event(EventType.CALL_BOOKED, 1, f"lead-{number}") for number in range(50)))
    assert len(with_calls) == 7


async def test_ten_tasks_take_one_batch_at_once(alice: Practice, bob: Practice) -> None:
    batch = _batch(7, 40)
    await take(bob, *batch)
    await asyncio.gather(*(take(alice, *batch[turn:], *batch[:turn]) for turn in range(10)))
    at_once, alone = await told(alice), await told(bob)
    assert (len(at_once.leads), len(at_once.messages), len(at_once.events)) == (7, 30, 10)
    assert at_once.leads == alone.leads
    assert at_once.messages == alone.messages


async def test_batches_that_meet_do_not_deadlock(alice: Practice) -> None:
    """Twenty batches over the same leads, new ones among them, in opposite orders."""
    batches = [_batch(20, 40) for _ in range(20)]
    await asyncio.gather(*(take(alice, *batch[:: 1 if turn % 2 else -1]) for turn, batch in enumerate(batches)))
    found: list[UUID] = await lead_ids(alice)
    assert len(found) == 20
    assert sum(row["messages_in"] + row["messages_out"] for row in (await told(alice)).leads) == 20 * 30
