"""Writers and rollups at once: no change is lost, none is counted twice."""

import asyncio
import os
from datetime import timedelta
from random import Random
from uuid import UUID

from sqlalchemy import text

from tests.fixtures.practice import NOW, Practice
from tests.setter.rollup.raw import HOUR, Raw
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.rollup.run import roll_up

WRITERS, WRITES = 6, 400 if os.environ.get("PROVE") else 40
LEADS = 12
DAY = timedelta(days=1)

CHANGES = (
    "UPDATE leads SET created_at = :at WHERE coach_id = :coach AND id = :lead",
    "UPDATE leads SET won_at = :at, client_id = :client WHERE coach_id = :coach AND id = :lead",
    "UPDATE leads SET won_at = NULL, client_id = NULL WHERE coach_id = :coach AND id = :lead",
    "UPDATE leads SET messages_out = messages_out + 1 WHERE coach_id = :coach AND id = :lead",
    "UPDATE bookings SET price_cents = price_cents + 100 WHERE coach_id = :coach",
    "UPDATE bookings SET price_cents = 0 WHERE coach_id = :coach",
    "INSERT INTO lead_messages (coach_id, id, lead_id, direction, sender, body, sent_at, turn_number) "
    "VALUES (:coach, gen_random_uuid(), :lead, 'out', 'ai', 'sealed', :at, 1)",
)


async def _write(practice: Practice, leads: list[UUID], seed: int) -> None:
    """Each write in a transaction of its own, which stays open for a moment; every fifth one is undone."""
    chance = Random(seed)
    for _ in range(WRITES):
        given = {
            "at": NOW + HOUR * chance.randrange(-100, 100),
            "lead": chance.choice(leads),
            "coach": practice.coach_id,
            "client": practice.client_id,
        }
        async with unit_of_work(practice.principal) as db:
            await db.execute(text(chance.choice(CHANGES)), given)
            await asyncio.sleep(chance.random() / 200)
            if chance.random() < 0.2:
                await db.execute(text("ROLLBACK"))


async def test_no_mark_is_lost_between_writers_and_rollups(raw: Raw) -> None:
    leads = [raw.lead(NOW - HOUR * number) for number in range(LEADS)]
    raw.session(NOW + timedelta(days=9), "completed", 8000)
    await raw.roll_up()
    is_over = asyncio.Event()
    written: list[int] = []

    async def roll_up_again_and_again() -> None:
        while not is_over.is_set():
            written.append(await raw.roll_up())
            await asyncio.sleep(0.002)

    rollups = [asyncio.create_task(roll_up_again_and_again()) for _ in range(3)]
    await asyncio.gather(*(_write(raw.practice, leads, seed) for seed in range(WRITERS)))
    is_over.set()
    await asyncio.gather(*rollups)
    assert sum(1 for cells in written if cells) > 3, "the rollups must have met the writers"
    await raw.roll_up()
    assert raw.cells() == raw.expected()
    assert await raw.drift() == 0


async def test_of_two_rollups_at_once_one_works(raw: Raw) -> None:
    raw.lead(NOW, source="story")
    async with unit_of_work(raw.practice.principal) as db:
        first = await roll_up(db, coach_id=raw.practice.coach_id, now=NOW)
        assert (first, await raw.roll_up()) == (4, 0)
    assert raw.cells() == raw.expected()


async def test_a_client_who_pays_while_their_lead_is_won(raw: Raw) -> None:
    """Neither transaction sees the other; the one that commits last must still put the money on the day."""
    lead = raw.lead(NOW)
    booking = raw.session(NOW + HOUR, "confirmed", 8000)
    await raw.roll_up()
    coach, client = raw.practice.coach_id, raw.practice.client_id
    async with unit_of_work(raw.practice.principal) as paying:
        paid = "UPDATE bookings SET status = 'completed' WHERE coach_id = :coach AND id = :id"
        await paying.execute(text(paid), {"coach": coach, "id": booking})
        raw.change("leads", lead, won_at=NOW, client_id=client, deal_value_cents=50)
        await raw.roll_up()
        assert raw.cells()[NOW.date(), "revenue", "deal"] == 50
    await raw.roll_up()
    assert raw.cells()[NOW.date(), "revenue", "client"] == 8000
    assert raw.cells() == raw.expected()


async def test_two_leads_of_one_client_who_are_won_at_once(raw: Raw) -> None:
    """Neither sees that the other was won before: what the client brought must not count on both days."""
    first, second = raw.lead(NOW, client_id=raw.practice.client_id), raw.lead(NOW, client_id=raw.practice.client_id)
    raw.session(NOW + 3 * DAY, "completed", 20_000)
    await raw.roll_up()
    coach = raw.practice.coach_id
    async with unit_of_work(raw.practice.principal) as winning:
        won = "UPDATE leads SET won_at = :at WHERE coach_id = :coach AND id = :id"
        await winning.execute(text(won), {"coach": coach, "id": first, "at": NOW})
        raw.change("leads", second, won_at=NOW + DAY)
        await raw.roll_up()
        assert raw.cells()[(NOW + DAY).date(), "revenue", "client"] == 20_000
    await raw.roll_up()
    brought = {day: cents for (day, metric, _), cents in raw.cells().items() if metric == "revenue"}
    assert brought == {NOW.date(): 20_000}
    assert raw.cells() == raw.expected()


async def test_two_practices_do_not_wait_for_each_other(raw: Raw, bob: Practice) -> None:
    async with unit_of_work(raw.practice.principal) as db:
        await roll_up(db, coach_id=raw.practice.coach_id, now=NOW)
        await asyncio.wait_for(bob.does(roll_up, now=NOW), 5)
