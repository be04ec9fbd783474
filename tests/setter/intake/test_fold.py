"""What each event does to a lead's state: the rules of docs/adr/0009, one by one."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.setter.intake.facts import AI, CALL, HUMAN, Fact, all_of, did, put, state, wrote
from tests.setter.intake.story import at
from trustcoach_app.models.lead_history import BY_HAND, HAPPENINGS
from trustcoach_app.models.lead_history import EventType as Kind
from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.setter.intake.facts import Happening
from trustcoach_app.setter.intake.fold import fold

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


def test_numbers_turns_and_replies() -> None:
    """Two in a row are one turn, which was replied to; the lead's second answer answers nothing new."""
    messages = [wrote(1, AI), wrote(2, AI), wrote(3), wrote(4), wrote(5, HUMAN)]
    _, places, _ = fold(reversed(messages), [])
    assert [tuple(places[message.id]) for message in messages if message.id in places] == [
        (1, None, 1, at(3)),
        (2, at(3), None, None),
        (3, None, 2, None),
    ]


def test_who_writes_first_is_answered_by_the_first_turn() -> None:
    messages = [wrote(1), wrote(2, AI), wrote(3), wrote(4, AI), wrote(5)]
    _, places, _ = fold(messages, [])
    assert [(place.turn_number, place.turn_replied_at) for place in places.values()] == [(1, at(3)), (2, at(5))]


def at_one_instant(*kinds: Kind) -> list[Happening]:
    """Events of one instant, whose ids are in the order that is named."""
    return [did(kind, 1) for kind in kinds]


def test_at_one_instant_kinds_have_their_natural_order() -> None:
    """Whatever their ids: who is held, replied and won by a list of one stamp is held, replied and won."""
    happened = at_one_instant(Kind.WON, Kind.CALL_HELD, Kind.CALL_BOOKED, Kind.CALL_PROPOSED, Kind.QUALIFIED)
    answered, asked = wrote(1), wrote(1, AI)
    folded = all_of(answered, asked, *happened)
    assert (folded.state.status, folded.state.call_outcome, folded.state.won_at) == ("won", "held", at(1))
    assert folded.turns[asked.id].replied_at == at(1)
    assert [call.is_won for call in folded.calls] == [True]


def test_between_any_two_kinds_of_one_instant_no_id_decides() -> None:
    """In every pair of kinds, either order of ids gives the same."""
    for first in HAPPENINGS:
        for second in HAPPENINGS:
            if first is not second:
                one, other = ([_any(kind) for kind in pair] for pair in ((first, second), (second, first)))
                assert state(*one) == state(*other), (first, second)


def _any(kind: Kind) -> Happening:
    data = {
        Kind.STATUS_SET: {"status": "qualified"},
        Kind.DEAL_VALUED: {"deal_value_cents": 5},
        Kind.SNOOZED: {"until": at(9).isoformat()},
    }
    return did(kind, 1, by_hand=kind in BY_HAND, **data.get(kind, {}))


def test_ties_of_one_kind_go_by_row_id() -> None:
    first, second = did(Kind.LOST, 1, reason="time"), did(Kind.LOST, 1, reason="price")
    assert state(second, first).loss_reason == state(first, second).loss_reason == "price"
