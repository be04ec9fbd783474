"""What a setter may leave with us: beyond each bound, the oldest or the newest goes, and somebody is told."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.fixtures.people import People
from tests.setter.hook.conftest import NewSender
from tests.setter.hook.sender import Sender, event
from trustcoach_app.admin.dead_letters import queries
from trustcoach_app.admin.dead_letters.present import dead_letter_list
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.intake import dead_letters, ledger, routes
from trustcoach_app.webhooks.allowance import BYTES, Allowance, Rate

LETTERS = "SELECT count(*) FROM dead_letters WHERE coach_id = %s"
SETTLE = "UPDATE dead_letters SET settled_at = now(), settlement = 'dismissed' WHERE coach_id = %s"
EVENTS = "SELECT count(*) FROM inbound_events WHERE coach_id = %s"
WEIGHED = "SELECT ledger_bytes FROM intake_volumes WHERE coach_id = %s"
WEIGHS = "SELECT coalesce(sum(size), 0)::bigint FROM inbound_events WHERE coach_id = %s"
APPLY = "UPDATE inbound_events SET applied_at = now() WHERE coach_id = %s"


@pytest.fixture(autouse=True)
def much(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sends may send: the allowance has tests of its own."""
    monkeypatch.setattr(routes, "allowance", Allowance(Rate(1_000_000, 1_000_000), BYTES))


def nonsense(count: int, *, start: int = 0, size: int = 10) -> list[Any]:
    """So many different texts that nobody understands."""
    return [{"nonsense": str(number).rjust(size, "x")} for number in range(start, start + count)]


def left_out(people: People, sender: Sender) -> object:
    """How many letters were counted and not kept."""
    return people.value("SELECT letters_left_out FROM intake_volumes WHERE coach_id = %s", sender.coach_id)


async def test_the_first_letters_are_kept_and_the_rest_is_counted(sender: Sender, people: People) -> None:
    """At the real bound: a thousand a practice. Each is still named in the answer."""
    for start in range(0, 1_500, 500):
        answer = await sender.post(nonsense(500, start=start))
        assert (answer.status_code, len(answer.json()["dead_letters"])) == (202, 500)
    assert people.value(LETTERS, sender.coach_id) == dead_letters.MOST_DEAD_LETTERS == 1_000
    assert left_out(people, sender) == 500


async def test_letters_are_bounded_in_bytes_too(sender: Sender, people: People) -> None:
    """At the real bound: ten mebibytes a practice, of bodies of nearly one."""
    for number in range(14):
        await sender.post(b"{" + str(number).encode() + b"x" * 1_000_000)
    kept = people.value("SELECT sum(size)::bigint FROM dead_letters WHERE coach_id = %s", sender.coach_id)
    assert isinstance(kept, int)
    assert dead_letters.MOST_DEAD_LETTER_BYTES - 1_100_000 < kept <= dead_letters.MOST_DEAD_LETTER_BYTES
    assert left_out(people, sender) == 4


async def test_many_at_once_stay_within_the_bound(
    sender: Sender, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dead_letters, "MOST_DEAD_LETTERS", 50)
    await asyncio.gather(*(sender.post(nonsense(20, start=20 * number)) for number in range(10)))
    assert (people.value(LETTERS, sender.coach_id), left_out(people, sender)) == (50, 150)


async def test_a_letter_that_is_kept_already_is_not_left_out(
    sender: Sender, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does it push anything out: a dismissed one stays dismissed."""
    monkeypatch.setattr(dead_letters, "MOST_DEAD_LETTERS", 5)
    await sender.post(nonsense(5))
    people.owner.execute(SETTLE, (sender.coach_id,))
    await sender.post(nonsense(5))
    query = f"{LETTERS} AND settled_at IS NOT NULL"
    assert (people.value(query, sender.coach_id), left_out(people, sender)) == (5, 0)


async def test_what_was_settled_makes_way(sender: Sender, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for an administrator does not."""
    monkeypatch.setattr(dead_letters, "MOST_DEAD_LETTERS", 5)
    await sender.post(nonsense(5))
    people.owner.execute(SETTLE, (sender.coach_id,))
    await sender.post(nonsense(7, start=5))
    query = f"{LETTERS} AND settled_at IS NULL"
    assert (people.value(query, sender.coach_id), left_out(people, sender)) == (5, 2)


async def test_one_practice_s_nonsense_costs_another_nothing(
    new_sender: NewSender, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dead_letters, "MOST_DEAD_LETTERS", 5)
    alice, bob = await new_sender(), await new_sender()
    await alice.post(nonsense(9))
    await bob.post(nonsense(3))
    assert (people.value(LETTERS, bob.coach_id), left_out(people, bob)) == (3, 0)


async def test_the_administrator_reads_how_many(
    sender: Sender, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And whose."""
    monkeypatch.setattr(dead_letters, "MOST_DEAD_LETTERS", 1)
    await sender.post(nonsense(3))
    ada = Principal(Role.ADMIN, user_id=people.add("admin", password=False).id)
    async with unit_of_work(ada) as db:
        told = dead_letter_list(await queries.dead_letters(db), now=datetime.now(UTC)).left_out
    assert told[0].startswith("Marie Dupont\u00a0: 2 envois comptés sans être gardés, le dernier ")


async def test_the_oldest_applied_events_make_way(
    sender: Sender, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Down to nine tenths: the ledger stays bounded, and the newest stay in it."""
    for number in range(10):
        await sender.post(event(f"evt-{number}"))
    people.owner.execute(APPLY, (sender.coach_id,))
    monkeypatch.setattr(ledger, "MOST_LEDGER_BYTES", people.value(WEIGHS, sender.coach_id))
    for number in range(10, 30):
        assert (await sender.post(event(f"evt-{number}"))).status_code == 202
        people.owner.execute(APPLY, (sender.coach_id,))
        weighs = people.value(WEIGHS, sender.coach_id)
        assert weighs == people.value(WEIGHED, sender.coach_id)
        assert isinstance(weighs, int)
        assert weighs <= ledger.MOST_LEDGER_BYTES
    assert (await sender.post(event("evt-29"))).json()["duplicates"] == 1


async def test_a_ledger_full_of_what_waits_asks_for_patience(
    sender: Sender, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that was acknowledged is lost for what comes: the sender keeps it and tries again."""
    for number in range(5):
        await sender.post(event(f"evt-{number}"))
    monkeypatch.setattr(ledger, "MOST_LEDGER_BYTES", people.value(WEIGHS, sender.coach_id))
    answer = await sender.post(event("evt-5"))
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert "attendent encore" in answer.json()["error"]
    assert people.value(EVENTS, sender.coach_id) == 5
    people.owner.execute(APPLY, (sender.coach_id,))
    assert (await sender.post(event("evt-5"))).json()["accepted"] == 1


async def test_the_weight_follows_the_rows(sender: Sender, people: People) -> None:
    """Whoever writes or erases them; and what was known already weighs nothing."""
    await sender.post([event("evt-1"), event("evt-2")])
    await sender.post([event("evt-1"), event("evt-3")])
    assert people.value(WEIGHED, sender.coach_id) == people.value(WEIGHS, sender.coach_id)
    people.owner.execute("DELETE FROM inbound_events WHERE coach_id = %s", (sender.coach_id,))
    assert people.value(WEIGHED, sender.coach_id) == 0


def test_a_letter_is_weighed_in_bytes() -> None:
    letter = dead_letters.NewDeadLetter(0, "", json.dumps("é", ensure_ascii=False), "")
    assert letter.size == 4
