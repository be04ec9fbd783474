"""From what the webhook says to the cells, against plain Python that reads nothing but messages and events.

Turns, replies, calls and money: in whatever order events come, in any zone, with sessions and clients of the practice.
"""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from itertools import groupby
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.people import PROVE
from tests.fixtures.practice import NOW, new_practice
from tests.setter.intake.story import event, take
from tests.setter.rollup.edits import ZONES
from tests.setter.rollup.raw import Raw, opened
from trustcoach_app.models.lead_history import EventType
from trustcoach_app.setter.intake.events import SetterEvent

NATURAL = ["sent", "received", "call.booked", "call.held", "call.no_show", "call.cancelled", "lead.lost", "lead.won"]
OUTCOMES = {"call.held": "held", "call.no_show": "no_show", "call.cancelled": "cancelled"}
KINDS = (
    *(EventType.SENT, EventType.SENT, EventType.RECEIVED, EventType.CALL_BOOKED, EventType.CALL_HELD),
    *(EventType.CALL_NO_SHOW, EventType.CALL_CANCELLED, EventType.WON, EventType.LOST),
)
quarters = st.integers(0, 40)
"""Few enough that events share instants."""
histories = st.lists(
    st.builds(
        lambda kind, at, lead, hours, cents: event(kind, 15 * at, lead, **_data(kind, at, hours, cents)),
        st.sampled_from(KINDS),
        quarters,
        st.sampled_from(["anne", "boris", "chloe"]),
        st.integers(0, 9),
        st.sampled_from([None, 0, 5_000, 90_000]),
    ),
    min_size=6,
    max_size=40,
)

paid = st.lists(st.tuples(quarters, st.sampled_from([0, 6_000])), max_size=3)


def _data(kind: EventType, at: int, hours: int, cents: int | None) -> dict[str, Any]:
    if kind is EventType.CALL_BOOKED:
        return {"scheduled_at": (NOW + timedelta(minutes=15 * at, hours=hours)).isoformat()}
    return {"deal_value_cents": cents} if kind is EventType.WON and cents is not None else {}


@pytest.mark.prove
@settings(max_examples=150 if PROVE else 12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    histories,
    st.sampled_from(ZONES),
    st.lists(st.tuples(quarters, st.sampled_from([0, 6_000])), max_size=3),
    st.randoms(),
)
async def test_cells_are_what_messages_and_events_say(
    application: str, history: list[SetterEvent], zone: str, sessions: list[tuple[int, int]], chance: Random
) -> None:
    for raw in opened(await new_practice(), application):
        raw.move_to(zone)
        chance.shuffle(history)
        half = len(history) // 2
        await take(raw.practice, *history[:half])
        await raw.roll_up()
        await take(raw.practice, *history[half:])
        raw.owner.execute(
            "UPDATE leads SET client_id = %s WHERE coach_id = %s AND instagram_id <> 'chloe'",
            (raw.practice.client_id, raw.practice.coach_id),
        )
        for number, (at, cents) in enumerate(sessions):
            raw.session(NOW + timedelta(minutes=15 * at, days=number), "completed", cents)
        await raw.roll_up()
        found = {key: value for key, value in raw.cells().items() if key[1] in ASKED}
        assert found == expected(raw, ZoneInfo(zone))
        assert await raw.drift() == 0


ASKED = ("sent", "sent_number", "replied_number", "held", "held_and_won", "no_show", "deal_cents", "revenue")


def expected(raw: Raw, zone: ZoneInfo) -> dict[Any, int]:
    """Every cell of ASKED, without zeros."""
    cells: Counter[Any] = Counter()

    def add(at: datetime, metric: str, value: int = 1, dimension: str = "") -> None:
        cells[at.astimezone(zone).date(), metric, dimension] += value

    told: defaultdict[Any, list[tuple[datetime, int, Any, str, Any]]] = defaultdict(list)
    for row in raw.rows("lead_messages"):
        kind = "sent" if row["direction"] == "out" else "received"
        told[row["lead_id"]].append((row["sent_at"], NATURAL.index(kind), row["id"], kind, row))
    for row in raw.rows("lead_events"):
        told[row["lead_id"]].append((row["occurred_at"], NATURAL.index(row["type"]), row["id"], row["type"], row))
    leads = {row["id"]: row for row in raw.rows("leads")}
    for lead_id, facts in told.items():
        in_order = [(at, kind, row) for at, _, _, kind, row in sorted(facts, key=lambda fact: fact[:3])]
        _turns(add, [(at, kind) for at, kind, _ in in_order if kind in ("sent", "received")])
        _calls(add, [each for each in in_order if each[1].startswith("call.")], leads[lead_id]["won_at"])
    _money(add, [lead for lead in leads.values() if lead["won_at"]], raw.rows("bookings"))
    return {key: value for key, value in cells.items() if value}


def _turns(add: Any, messages: list[tuple[datetime, str]]) -> None:
    runs = [(kind, [at for at, _ in run]) for kind, run in groupby(messages, key=lambda message: message[1])]
    number = 0
    for place, (kind, instants) in enumerate(runs):
        if kind == "sent":
            number += 1
            for at in instants:
                add(at, "sent")
            if number <= 4:
                add(instants[0], "sent_number", 1, str(number))
                add(instants[0], "replied_number", int(place + 1 < len(runs)), str(number))


def _calls(add: Any, events: list[tuple[datetime, str, Any]], won_at: datetime | None) -> None:
    calls: list[list[Any]] = []
    for at, kind, row in events:
        hour = datetime.fromisoformat(row["data"]["scheduled_at"]) if kind == "call.booked" else None
        if hour and calls and calls[-1][1] is None and calls[-1][0] >= at:
            calls[-1][0] = hour
        elif hour:
            calls.append([hour, None, None])
        elif calls:
            waiting = [call for call in calls[:-1] if call[1] is None]
            is_ahead = calls[-1][1] is None and calls[-1][0] > at
            (waiting[-1] if is_ahead and waiting else calls[-1])[1:] = [OUTCOMES[kind], at]
    _count(add, calls, won_at)


def _count(add: Any, calls: list[list[Any]], won_at: datetime | None) -> None:
    """Each call by its hour, how it ended, and when that was said."""
    held = [min(hour, at) for hour, outcome, at in calls if outcome == "held"]
    for at in held:
        add(at, "held")
    for hour in [hour for hour, outcome, _ in calls if outcome == "no_show"]:
        add(hour, "no_show")
    if won_at and held:
        before = [at for at in held if at <= won_at]
        add(before[-1] if before else held[0], "held_and_won")


def _money(add: Any, won: list[Any], bookings: list[Any]) -> None:
    for lead in won:
        same = [other for other in won if lead["client_id"] and other["client_id"] == lead["client_id"]]
        is_first = min(same, key=lambda other: (other["won_at"], other["id"]), default=None) is lead
        brought = sum(row["price_cents"] for row in bookings if is_first and row["starts_at"] >= lead["won_at"])
        deal = lead["deal_value_cents"] or 0
        add(lead["won_at"], "deal_cents", deal)
        add(lead["won_at"], "revenue", brought, "client")
        add(lead["won_at"], "revenue", max(deal, brought) - brought, "deal")
