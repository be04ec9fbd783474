"""Many practices in one transaction: each gets what is its own, and none waits for another's trouble."""

from collections.abc import AsyncIterator

import pytest

from jobs.queue import queue
from jobs.roll_up import add_up_marked
from tests.fixtures.practice import NOW, Practice
from tests.setter.rollup.raw import HOUR, Raw, forget_the_others, opened
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.engine import JOBS as JOBS_LOGIN
from trustcoach_app.db.principal import ROLLUP
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.rollup.run import add_up, roll_up, take_due


@pytest.fixture
async def two(
    raw: Raw, bob: Practice, application: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Raw, Raw]]:
    """Alice's and Bob's rows, in two zones; each has a set of cells, and nobody else has anything to add up."""
    monkeypatch.setattr(unit, "_login", JOBS_LOGIN)
    for bobs in opened(bob, application):
        bobs.move_to("Asia/Kolkata")
        for practice in (raw, bobs):
            practice.lead(NOW - 30 * HOUR, source="story")
            await practice.roll_up()
        forget_the_others(raw.owner)
        yield raw, bobs


def is_right(*practices: Raw) -> bool:
    """Whether nothing is marked, and all cells are what plain Python makes of the rows."""
    return all(one.marks() == set() and one.cells() == one.expected() for one in practices)


async def test_two_practices_in_one_transaction(two: tuple[Raw, Raw]) -> None:
    """With the same instants, which are other days in Kolkata, and other hours of the week."""
    for practice in two:
        for hours in range(30):
            at = NOW + hours * HOUR
            practice.wrote(practice.lead(at, call_booked_at=at, won_at=at, client_id=practice.practice.client_id), at)
        practice.session(NOW + 40 * HOUR, "completed", 8000)
    async with unit_of_work(ROLLUP) as db:
        taken = await take_due(db)
        assert sorted(taken) == sorted(one.practice.coach_id for one in two)
        assert await add_up(db, taken, now=NOW) > 0
        assert not is_right(two[0]), "readers see the old cells until the end"
    assert is_right(*two)
    assert {row["last_updated"] for one in two for row in one.rows("kpi_states")} == {NOW}


async def test_the_pages_of_each_practice_hear_of_it(two: tuple[Raw, Raw]) -> None:
    for practice in two:
        practice.lead(NOW)
    listener = two[0].owner
    listener.execute("LISTEN trustcoach_changes")
    await add_up_marked()
    missing = {f"{one.practice.coach_id}:setter" for one in two}
    for notice in listener.notifies(timeout=5):  # other practices of this database may have had days to add up too
        missing.discard(notice.payload)
        if not missing:
            break
    assert missing == set()


async def test_one_that_another_run_is_at_is_left_and_done_later(two: tuple[Raw, Raw]) -> None:
    alices, bobs = two
    for practice in two:
        practice.lead(NOW)
    async with unit_of_work(ROLLUP) as db:
        assert await roll_up(db, coach_id=alices.practice.coach_id, now=NOW) > 0
        alices.lead(NOW + HOUR)
        assert await add_up_marked() > 0
        assert is_right(bobs)
        assert alices.marks() != set()
    assert await add_up_marked() > 0
    assert is_right(alices)


async def test_one_that_fails_does_not_stop_the_others(two: tuple[Raw, Raw], caplog: pytest.LogCaptureFixture) -> None:
    """Bob's zone is one that nobody knows: neither his figures nor the batch that he is in can be added up."""
    alices, bobs = two
    for practice in two:
        practice.lead(NOW)
    put = "UPDATE {} SET timezone = %s WHERE {} = %s"
    for table, key in (("coaches", "id"), ("kpi_states", "coach_id")):
        bobs.owner.execute(put.format(table, key), ("Mars/Olympus", bobs.practice.coach_id))
    try:
        assert await add_up_marked() == 4
        assert is_right(alices)
        assert len(bobs.marks()) == 1
        assert f"adding up practice {bobs.practice.coach_id} failed: " in caplog.text
        assert "Mars" not in caplog.text
    finally:
        bobs.move_to("Europe/Paris")
    await add_up_marked()
    assert is_right(alices, bobs)


async def test_one_that_moved_is_made_anew_by_itself(two: tuple[Raw, Raw]) -> None:
    """After those that only have marks, which need not wait for its whole history."""
    alices, bobs = two
    alices.lead(NOW)
    bobs.lead(NOW)
    bobs.move_to("America/St_Johns")
    async with unit_of_work(ROLLUP) as db:
        assert await take_due(db) == [alices.practice.coach_id]
        async with unit_of_work(ROLLUP) as other:
            assert await take_due(other) == [bobs.practice.coach_id]
    await add_up_marked()
    assert is_right(*two)
    assert {row["timezone"] for row in bobs.rows("kpi_cells")} == {"America/St_Johns"}


async def test_one_that_moves_after_it_was_taken_is_made_anew_too(two: tuple[Raw, Raw]) -> None:
    for practice in two:
        practice.lead(NOW)
    async with unit_of_work(ROLLUP) as db:
        taken = await take_due(db)
        two[1].move_to("America/St_Johns")
        await add_up(db, taken, now=NOW)
    assert is_right(*two)


async def test_what_one_run_leaves_is_another_runs(two: tuple[Raw, Raw], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.roll_up.BATCHES", 1)
    owner = two[0].owner
    owner.execute("TRUNCATE queue.procrastinate_jobs CASCADE")
    two[0].lead(NOW)
    async with queue.open_async():
        await add_up_marked()
    names = owner.execute("SELECT task_name FROM queue.procrastinate_jobs").fetchall()
    owner.execute("TRUNCATE queue.procrastinate_jobs CASCADE")
    assert names == [("roll_up_marked",)]
