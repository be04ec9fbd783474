"""Whatever is signed and sent: an answer below 500, and the database as before but for what the answer says."""

import json
import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.fixtures.people import PROVE, People
from tests.setter.hook.sender import Sender, event
from trustcoach_app import clock
from trustcoach_app.setter.intake import routes
from trustcoach_app.webhooks.allowance import BYTES, Allowance, Rate

SEED = 20261121
ODD: list[Any] = [
    None, True, 0, -1, 1e308, 10**30, "", " ", "\x00", "\ud800", "é" * 300, "x" * 6_000, "0000-00-00T00:00:00Z", [], {},
    "9999-12-31T23:59:60+99:99", "2026-02-30T10:00:00Z", {"$ref": "#"}, [[[[]]]], "'; DROP TABLE leads; --", "NaN",
]  # fmt: skip
TYPES = ("lead.won", "message.sent", "call.booked", "email.captured", "lead.lost", "lead.upserted", "status.set", "?")


def mutated(dice: random.Random) -> bytes:
    """An event in which anything may be anything."""
    said = event(kind=dice.choice(TYPES), text="Bonjour", scheduled_at=clock.now().isoformat(), email="a@b.fr")
    for _ in range(dice.randint(0, 4)):
        part = dice.choice([said, said.get("lead"), said.get("data")])
        if isinstance(part, dict):
            part[dice.choice([*part, "age", "gender", "deal_value", "reason", "é"])] = deepcopy(dice.choice(ODD))
    return json.dumps(dice.choice([said, [said], [said, dice.choice(ODD)]])).encode()


def cut(dice: random.Random) -> bytes:
    """The same with bytes lost, doubled or changed."""
    body = bytearray(mutated(dice))
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(body) + 1)
        body[at : at + dice.randint(0, 9)] = dice.randbytes(dice.randint(0, 6))
    return bytes(body)


def noise(dice: random.Random) -> bytes:
    """Anything at all."""
    return dice.randbytes(dice.randint(0, 400))


KINDS: tuple[Callable[[random.Random], bytes], ...] = (mutated, mutated, cut, noise)


@pytest.mark.prove
async def test_whatever_is_sent_is_answered_below_500(
    sender: Sender, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "allowance", Allowance(Rate(1_000_000, 1_000_000), BYTES))
    dice, accepted, bodies = random.Random(SEED), 0, 10_000 if PROVE else 1_000
    for number in range(bodies):
        body = dice.choice(KINDS)(dice)
        answer = await sender.post(body)
        assert answer.status_code in (202, 400), (number, body)
        accepted += answer.json().get("accepted", 0)
    kept = people.value("SELECT count(*) FROM inbound_events WHERE coach_id = %s", sender.coach_id)
    assert kept == accepted
    assert 0 < accepted < bodies
