"""What each event does to a lead's state: the rules of docs/adr/0009, one by one."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from tests.setter.intake.story import at
from trustcoach_app.models.leads import LeadEventType as Kind
from trustcoach_app.models.leads import LeadStatus, MessageDirection, MessageSender
from trustcoach_app.setter.intake.fold import Happening, Message, State, fold

_ids = count(1)
Fact = Happening | Message
IN, AI, HUMAN = MessageSender.LEAD, MessageSender.AI, MessageSender.HUMAN
CALL = at(1440)


def wrote(minutes: int, sender: MessageSender = IN) -> Message:
    """A message of the lead's, the AI's or a human's."""
    direction = MessageDirection.IN if sender is IN else MessageDirection.OUT
    return Message(UUID(int=next(_ids)), at(minutes), direction, sender)


def did(kind: Kind, minutes: int, *, by_hand: bool = False, **data: Any) -> Happening:
    """An event. A booked call is tomorrow's."""
    data = {"scheduled_at": CALL.isoformat(), **data} if kind is Kind.CALL_BOOKED else data
    return Happening(UUID(int=next(_ids)), at(minutes), kind, by_hand, data)


def put(minutes: int, status: LeadStatus, **data: Any) -> Happening:
    """The coach sets a status."""
    return did(Kind.STATUS_SET, minutes, by_hand=True, status=status.value, **data)


def state(*facts: Fact) -> State:
    """After all of these; what is closed has its instant, what is not has none."""
    messages = [fact for fact in facts if isinstance(fact, Message)]
    folded, _ = fold(messages, [fact for fact in facts if isinstance(fact, Happening)])
    assert (folded.won_at is not None) == (folded.status is LeadStatus.WON)
    assert (folded.lost_at is not None) == (folded.status is LeadStatus.LOST) == (folded.loss_reason is not None)
    return folded


BOOKED = (did(Kind.QUALIFIED, 1), did(Kind.CALL_PROPOSED, 2), did(Kind.CALL_BOOKED, 3))
WON = (*BOOKED, did(Kind.WON, 4, deal_value_cents=149700))
LOST = (*BOOKED, did(Kind.LOST, 4, reason="price"))

RULES: dict[str, tuple[tuple[Fact, ...], Mapping[str, Any]]] = {
    "nothing": ((), {"status": "new"}),
    "outbound only": ((wrote(1, AI),), {"status": "new", "engaged_at": None}),
    "the first inbound engages": ((wrote(2), wrote(5)), {"status": "engaged", "engaged_at": at(2)}),
    "an inbound on a later stage": (
        (did(Kind.QUALIFIED, 1), wrote(2)),
        {"status": "qualified", "engaged_at": at(2), "qualified_at": at(1)},
    ),
    "the stages": (
        BOOKED,
        {
            "status": "call_booked",
            "qualified_at": at(1),
            "call_proposed_at": at(2),
            "call_booked_at": at(3),
            "call_scheduled_at": CALL,
        },
    ),
    "the first time counts": (
        (did(Kind.QUALIFIED, 1), did(Kind.QUALIFIED, 9)),
        {"status": "qualified", "qualified_at": at(1)},
    ),
    "a machine moves nobody back": (
        (did(Kind.CALL_BOOKED, 1), did(Kind.QUALIFIED, 2)),
        {"status": "call_booked", "qualified_at": at(2)},
    ),
    "the coach does": (
        (did(Kind.CALL_BOOKED, 1), did(Kind.QUALIFIED, 2, by_hand=True)),
        {"status": "qualified", "call_booked_at": at(1)},
    ),
    "won": (WON, {"status": "won", "won_at": at(4), "deal_value_cents": 149700}),
    "won twice": (
        (*WON, did(Kind.WON, 9)),
        {"status": "won", "won_at": at(4), "deal_value_cents": 149700},
    ),
    "won, and a machine goes on": (
        (*WON, did(Kind.CALL_PROPOSED, 5), did(Kind.RELANCE, 6), wrote(7)),
        {"status": "won", "won_at": at(4), "engaged_at": at(7)},
    ),
    "won, and put to relance by hand": ((*WON, did(Kind.RELANCE, 6, by_hand=True)), {"status": "relance"}),
    "won, then lost": (
        (*WON, did(Kind.LOST, 5, reason="time")),
        {"status": "lost", "lost_at": at(5), "loss_reason": "time", "won_at": None, "deal_value_cents": None},
    ),
    "lost": (LOST, {"status": "lost", "lost_at": at(4), "loss_reason": "price"}),
    "lost without a reason": ((did(Kind.LOST, 4),), {"loss_reason": "other"}),
    "lost again": ((*LOST, did(Kind.LOST, 9, reason="tried")), {"lost_at": at(4), "loss_reason": "tried"}),
    "lost, and the lead writes": ((*LOST, wrote(5)), {"status": "lost"}),
    "lost, then a stage": ((*LOST, did(Kind.QUALIFIED, 5)), {"status": "qualified", "qualified_at": at(1)}),
    "lost, then relance": ((*LOST, did(Kind.RELANCE, 5)), {"status": "relance", "loss_reason": None}),
    "lost, then won": ((*LOST, did(Kind.WON, 5)), {"status": "won", "won_at": at(5), "lost_at": None}),
    "relance of nobody": ((did(Kind.RELANCE, 1),), {"status": "relance"}),
    "relance, and the lead writes": ((*BOOKED, did(Kind.RELANCE, 5), wrote(6)), {"status": "call_booked"}),
    "relance of a new one, who writes": ((did(Kind.RELANCE, 1), wrote(2)), {"status": "engaged", "engaged_at": at(2)}),
    "relance, then an earlier stage": (
        (*BOOKED, did(Kind.RELANCE, 5), did(Kind.QUALIFIED, 6)),
        {"status": "qualified"},
    ),
    "the outcome of a call": (
        (*BOOKED, did(Kind.CALL_NO_SHOW, 5), did(Kind.CALL_HELD, 6)),
        {"status": "call_booked", "call_outcome": "held"},
    ),
    "a cancelled call": ((*BOOKED, did(Kind.CALL_CANCELLED, 5)), {"call_outcome": "cancelled"}),
    "booked anew": (
        (*BOOKED, did(Kind.CALL_NO_SHOW, 5), did(Kind.CALL_BOOKED, 6, scheduled_at=at(3000).isoformat())),
        {"call_booked_at": at(3), "call_scheduled_at": at(3000), "call_outcome": None},
    ),
    "magnet and address once": (
        (did(Kind.MAGNET_SENT, 1), did(Kind.EMAIL_CAPTURED, 2), did(Kind.MAGNET_SENT, 3), did(Kind.EMAIL_CAPTURED, 4)),
        {"status": "new", "lead_magnet_sent_at": at(1), "email_captured_at": at(2)},
    ),
    "set back by hand": (
        (*WON, put(5, LeadStatus.QUALIFIED)),
        {"status": "qualified", "qualified_at": at(1), "call_proposed_at": None, "call_booked_at": None},
    ),
    "set forward by hand": (
        (put(5, LeadStatus.CALL_BOOKED),),
        {"status": "call_booked", "call_booked_at": at(5), "qualified_at": None},
    ),
    "set to new by hand, and the lead writes": (
        (wrote(1), did(Kind.QUALIFIED, 2), put(3, LeadStatus.NEW), wrote(4)),
        {"status": "engaged", "engaged_at": at(1), "qualified_at": None},
    ),
    "engaged by hand": ((put(3, LeadStatus.ENGAGED),), {"status": "engaged", "engaged_at": at(3)}),
    "lost by hand": (
        (*WON, put(5, LeadStatus.LOST, reason="hesitation")),
        {"lost_at": at(5), "loss_reason": "hesitation", "deal_value_cents": None, "call_booked_at": at(3)},
    ),
    "won by hand": ((*BOOKED, put(5, LeadStatus.WON)), {"won_at": at(5), "call_booked_at": at(3)}),
    "won again by hand": ((*WON, put(5, LeadStatus.CALL_BOOKED), put(6, LeadStatus.WON)), {"won_at": at(6)}),
    "relance by hand": ((*WON, put(5, LeadStatus.RELANCE)), {"status": "relance", "call_booked_at": at(3)}),
    "valued by hand": (
        (*WON, did(Kind.DEAL_VALUED, 5, by_hand=True, deal_value_cents=200000)),
        {"status": "won", "deal_value_cents": 200000},
    ),
    "its value taken away": (
        (*WON, did(Kind.DEAL_VALUED, 5, by_hand=True, deal_value_cents=None)),
        {"deal_value_cents": None},
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_rules(rule: str) -> None:
    facts, expected = RULES[rule]
    folded = vars(state(*reversed(facts)))
    assert {column: folded[column] for column in expected} == expected


def test_counts_and_span() -> None:
    folded = state(wrote(1, AI), wrote(2, HUMAN), wrote(3), wrote(4, AI))
    assert (folded.messages_in, folded.messages_out, folded.messages_human) == (1, 3, 1)
    assert (folded.first_message_at, folded.last_message_at, folded.last_message_direction) == (at(1), at(4), "out")


def test_places_of_messages() -> None:
    """Two in a row: the second was replied to. The lead's second answer answers nothing new."""
    messages = [wrote(1, AI), wrote(2, AI), wrote(3), wrote(4), wrote(5, HUMAN)]
    _, places = fold(reversed(messages), [])
    numbered: list[tuple[int, datetime | None]] = [
        (places[message.id].message_number, places[message.id].replied_at)
        for message in messages
        if message.id in places
    ]
    assert numbered == [(1, None), (2, at(3)), (3, None)]


def test_ties_go_by_row_id() -> None:
    first, second = did(Kind.RELANCE, 1), did(Kind.QUALIFIED, 1)
    assert state(second, first).status is state(first, second).status is LeadStatus.QUALIFIED
