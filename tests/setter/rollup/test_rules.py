"""After a change of our rules: leads are folded anew, then the figures; until then everybody sees the old ones."""

import asyncio
from fractions import Fraction

import pytest

from jobs import refold as job
from jobs.backfill import backfill
from jobs.queue import queue
from jobs.roll_up import add_up_marked
from tests.fixtures.practice import NOW
from tests.setter.figures.cells import write_cells
from tests.setter.intake.story import event, take
from tests.setter.rollup.raw import Raw, forget_the_others
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.engine import JOBS as JOBS_LOGIN
from trustcoach_app.models.lead_history import EventType
from trustcoach_app.setter.figures.period import asked_of
from trustcoach_app.setter.figures.queries.dashboard import measured
from trustcoach_app.setter.intake import refold
from trustcoach_app.setter.rollup.metrics import RULES_VERSION

LEADS = 7
OF_OLDER_RULES = "UPDATE leads SET fold_version = 0, last_contact_at = NULL, source_key = '' WHERE coach_id = %s"


@pytest.fixture
async def outdated(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> Raw:
    """Seven leads with a call, a turn and a win each, as older rules left them; and cells that those rules counted."""
    monkeypatch.setattr(unit, "_login", JOBS_LOGIN)
    monkeypatch.setattr(refold, "AT_ONCE", 2)
    forget_the_others(raw.owner)
    kinds = (EventType.SENT, EventType.SENT, EventType.RECEIVED, EventType.CALL_BOOKED, EventType.CALL_HELD)
    for number in range(LEADS):
        said = {"source": "Reel juin", "job_title": "Avocate"}
        talk = [event(kind, 1500 * place, f"lead-{number}", said) for place, kind in enumerate(kinds)]
        await take(raw.practice, *talk, event(EventType.WON, 9000, f"lead-{number}", deal_value_cents=90_000))
    mine = (raw.practice.coach_id,)
    raw.owner.execute(OF_OLDER_RULES, mine)
    raw.owner.execute("UPDATE lead_messages SET turn_number = NULL, turn_replied_at = NULL WHERE coach_id = %s", mine)
    raw.owner.execute("DELETE FROM lead_calls WHERE coach_id = %s", mine)
    raw.forget_marks()
    day = NOW.date()
    old = {("discussions", ""): LEADS, ("discussion_seconds", ""): 600 * LEADS, ("revenue", "deal"): 5 * 90_000}
    numbers = {("sent_number", "1"): LEADS, ("replied_number", "1"): 2, ("held", ""): 1, ("leads", ""): LEADS}
    cells = {(day, metric, name): value for (metric, name), value in {**old, **numbers}.items()}
    raw.owner.execute("DELETE FROM kpi_states WHERE coach_id = %s", mine)
    write_cells(raw, raw.practice.coach_id, cells)  # type: ignore[arg-type]
    raw.owner.execute("UPDATE kpi_states SET rules_version = 0 WHERE coach_id = %s", mine)
    return raw


async def seen(raw: Raw) -> dict[str, object]:
    """What the page says a week later."""
    asked = asked_of({"periode": "tout"})
    found = await raw.practice.does(measured, asked=asked, now=NOW.replace(day=26))
    keys = ("avg_discussion_minutes", "response_rate_msg1", "revenue", "call_conversion_rate")
    return {key: found.this[key].amount for key in keys}


OLD = {
    "avg_discussion_minutes": 10,
    "response_rate_msg1": Fraction(2, 7),
    "revenue": 450_000,
    "call_conversion_rate": 0,
}
NEW = {"avg_discussion_minutes": 3_000, "response_rate_msg1": 1, "revenue": 630_000, "call_conversion_rate": 1}
"""Seven talked for 3 000 minutes each; each opening, split in two, was answered; 7 × 900 €; each call led to a deal."""


async def test_the_old_figures_stand_until_the_new_set_is_whole(outdated: Raw) -> None:
    """Events that come meanwhile are kept for it; neither a rollup nor the nightly check mixes the two."""
    assert await seen(outdated) == OLD
    for _ in range(2):
        assert await outdated.practice.does(refold.refold_some) == 2
        await take(outdated.practice, event(EventType.SENT, 20_000, "lead-6"))
        assert (await add_up_marked(), await outdated.drift()) == (0, 0)
        assert await seen(outdated) == OLD
    assert outdated.marks() != set()
    left = [await outdated.practice.does(refold.refold_some) for _ in range(2)]
    assert left == [2, 0], "one was folded with its event"
    assert await add_up_marked() > 0
    assert await seen(outdated) == NEW
    assert outdated.cells() == outdated.expected()
    assert (await outdated.drift(), outdated.marks()) == (0, set())
    assert outdated.rows("kpi_states")[0]["rules_version"] == RULES_VERSION


async def test_a_backfill_that_is_cut_off_goes_on_where_it_was(
    outdated: Raw, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    mine, chunks = ["--coach", str(outdated.practice.coach_id)], iter(range(2))
    real = refold.refold_some

    async def some(*given: object, **named: object) -> int:
        if next(chunks, None) is None:
            raise KeyboardInterrupt
        return await real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(job, "refold_some", some)
    with pytest.raises(KeyboardInterrupt):
        await backfill(mine)
    assert await seen(outdated) == OLD
    assert [row["fold_version"] for row in outdated.rows("leads", "id")] == [1, 1, 1, 1, 0, 0, 0]
    monkeypatch.setattr(job, "refold_some", real)
    with caplog.at_level("INFO", logger="jobs"):
        assert await backfill([*mine, "--resume"]) == 0
    assert f"{mine[1]}: {LEADS - 4} leads folded again" in caplog.text
    assert await seen(outdated) == NEW
    assert outdated.cells() == outdated.expected()
    assert (await outdated.drift(), outdated.marks()) == (0, set())


async def test_the_jobs_do_it_by_themselves(outdated: Raw) -> None:
    """One practice after another, each once in the queue."""
    outdated.owner.execute("TRUNCATE queue.procrastinate_jobs, queue.procrastinate_workers CASCADE")
    mine = str(outdated.practice.coach_id)
    query = "SELECT lock FROM queue.procrastinate_jobs WHERE task_name = 'refold_leads' AND args ->> 'coach_id' = %s"
    async with queue.open_async():
        await job.find_outdated_figures()
        await job.find_outdated_figures()
        assert outdated.owner.execute(query, (mine,)).fetchall() == [("refold",)]
        worker = queue.run_worker_async(wait=False, delete_jobs="successful", install_signal_handlers=False)
        await asyncio.wait_for(worker, 60)
        assert await seen(outdated) == NEW
        await job.find_outdated_figures()
        assert outdated.owner.execute(query, (mine,)).fetchall() == []


async def test_a_zone_that_changes_meanwhile_waits_too(outdated: Raw) -> None:
    outdated.move_to("Asia/Kolkata")
    assert await add_up_marked() == 0
    assert await seen(outdated) == OLD
    await job.refold_all(outdated.practice.coach_id)
    assert await add_up_marked() > 0
    assert outdated.cells() == outdated.expected()
