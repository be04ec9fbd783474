"""Events in any order, in any batches, any number of times: one end state."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.practice import NOW, Practice, new_practice
from tests.setter.intake.story import at, event, lead_ids, take, told
from trustcoach_app.models.lead_history import EventOrigin, EventType
from trustcoach_app.setter.intake.apply import refold
from trustcoach_app.setter.intake.events import LeadProfile, SetterEvent

Forget = Callable[[Practice], None]

FIVE = (
    event(EventType.SENT, 0, said={"first_name": "Marie", "source": "story"}),
    event(EventType.RECEIVED, 5, said={"first_name": "Maria", "job_title": "Sage-femme"}),
    event(EventType.QUALIFIED, 5, said={"first_name": "Mia"}),
    event(EventType.CALL_BOOKED, 8, said={"source": "post", "job_title": "Infirmière"}),
    event(EventType.LOST, 8, reason="price"),
)
"""Two pairs of them at one instant."""

ALIKE = (
    *("job_key", "qualified_at", "messages_in", "messages_out", "engaged_at", "created_at"),
    *("status", "call_scheduled_at", "lost_at", "last_contact_at", "deferred_until", "returned_at"),
)
"""What no id decides: the profile's registers alone go by it at one instant."""


async def test_all_orders_of_five_events(alice: Practice, forget: Forget) -> None:
    """Each order for a lead of its own, event by event; then all of them at once, which is a fresh fold."""
    orders = list(permutations(FIVE))
    for turn in range(len(FIVE)):
        await take(alice, *(_of(number, order[turn]) for number, order in enumerate(orders)))
    in_any_order = await told(alice)
    forget(alice)
    await take(alice, *(_of(number, one) for number in range(len(orders)) for one in FIVE))
    assert await told(alice) == in_any_order
    assert len(in_any_order.leads) == 120
    assert len({tuple(row[column] for column in ALIKE) for row in in_any_order.leads}) == 1


def _of(number: int, one: SetterEvent) -> SetterEvent:
    """The same for another lead, with an id of its own."""
    return replace(one, event_id=f"{number}/{one.event_id}", lead=LeadProfile(f"lead-{number}", one.lead.said))


kinds = st.sampled_from([*EventType, EventType.SENT, EventType.RECEIVED, EventType.SENT, EventType.RECEIVED])
by_hand: dict[EventType, dict[str, Any]] = {
    EventType.STATUS_SET: {"status": "qualified"},
    EventType.DEAL_VALUED: {"deal_value_cents": 5},
    EventType.SNOOZED: {"until": (NOW + timedelta(days=3)).isoformat()},
    EventType.CALL_BOOKED: {"scheduled_at": (NOW + timedelta(minutes=6)).isoformat()},
}
histories = st.lists(
    st.builds(
        lambda kind, minutes, lead, name: event(kind, minutes, lead, {"first_name": name}, **by_hand.get(kind, {})),
        kinds,
        st.integers(0, 12),
        st.sampled_from(["marie", "paul"]),
        st.sampled_from(["A", "B", "C"]),
    ),
    min_size=2,
    max_size=30,
)
any_history = given(histories, st.randoms(use_true_random=False))
in_the_database = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(max_examples=12, **in_the_database)
@any_history
async def test_a_history_in_any_batches(
    application: str, forget: Forget, history: list[SetterEvent], shuffle: random.Random
) -> None:
    await _same_in_any_batches(forget, history, shuffle)


@pytest.mark.prove
@settings(max_examples=150, **in_the_database)
@any_history
async def test_many_histories_in_any_batches(
    application: str, forget: Forget, history: list[SetterEvent], shuffle: random.Random
) -> None:
    await _same_in_any_batches(forget, history, shuffle)


async def _same_in_any_batches(forget: Forget, history: list[SetterEvent], shuffle: random.Random) -> None:
    """At once; then shuffled, with a third of it sent twice, in batches of any size; then folded again."""
    alice = await new_practice()
    await take(alice, *history)
    at_once = await told(alice)
    forget(alice)
    sent = shuffle.sample(history, len(history)) + shuffle.sample(history, len(history) // 3)
    shuffle.shuffle(sent)
    while sent:
        size = shuffle.randint(1, len(sent))
        await take(alice, *sent[:size])
        sent = sent[size:]
    assert await told(alice) == at_once
    await alice.does(refold, lead_ids=await lead_ids(alice))
    assert await told(alice) == at_once


LIST = (
    event(EventType.SENT, 3),
    event(EventType.RECEIVED, 3),
    event(EventType.QUALIFIED, 3),
    event(EventType.CALL_PROPOSED, 3),
    event(EventType.CALL_BOOKED, 3, scheduled_at=at(3).isoformat()),
    event(EventType.CALL_HELD, 3),
    event(EventType.WON, 3, deal_value_cents=5),
)
"""A whole story of one stamp, as a list of an older workflow has it."""


async def test_a_list_of_one_instant_is_read_in_the_order_of_its_kinds(alice: Practice) -> None:
    """Forty leads, each event with an id of its own, in any order of arrival: all replied, were held and won."""
    chance = random.Random(40)
    events = [_of(number, one) for number in range(40) for one in chance.sample(LIST, len(LIST))]
    for start in range(0, len(events), 33):
        await take(alice, *events[start : start + 33])
    all_told = await told(alice)
    assert {(row["status"], row["call_outcome"], row["messages_in"]) for row in all_told.leads} == {("won", "held", 1)}
    assert [(row["outcome"], row["is_won"]) for row in all_told.calls] == [("held", True)] * 40
    assert sum(row["turn_replied_at"] is not None for row in all_told.messages) == 40


async def test_a_batch_again_changes_nothing(alice: Practice) -> None:
    await take(alice, *FIVE)
    before = await told(alice)
    for _ in range(3):
        await take(alice, *reversed(FIVE), origin=EventOrigin.IMPORT)
    assert await told(alice) == before
