"""Who is listed and in which order, what changed since the practice's yesterday, in how many statements."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from tests.fixtures.people import People
from tests.fixtures.practice import Practice, statements
from tests.setter.figures.cells import NOW, write_cells, write_lead
from tests.setter.scenes import given_lead
from trustcoach_app.db.types import new_id
from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.follow_up import Priority
from trustcoach_app.setter.rollup.metrics import Metric
from trustcoach_app.setter.rollup.run import roll_up
from trustcoach_app.setter.today.digest import Changes, LeadsWaiting
from trustcoach_app.setter.today.queries import changes, morning_digest, today_facts

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def silent(days: int) -> dict[str, object]:
    """Our message, without an answer for so long."""
    return {"last_message_direction": "out", "last_message_at": NOW - timedelta(days=days)}


async def test_the_hottest_first_and_the_long_forgotten_apart(alice: Practice, bob: Practice) -> None:
    """By priority, then the freshest silence; silent for longer than 30 days is counted, and shown when asked for."""
    await write_lead(bob, status="qualified", **silent(9))
    await write_lead(alice, status="won", **silent(9))
    told = (("d", "new", 30), ("c", "relance", 1), ("b", "call_booked", 5), ("a", "qualified", 3), ("e", "new", 31))
    for name, status, days in told:
        await write_lead(alice, instagram_username=name, status=status, **silent(days))
    await write_lead(alice, instagram_username="never", status="relance")
    back = {"returned_at": NOW - timedelta(days=4), "last_contact_at": NOW - timedelta(days=4)}
    await write_lead(alice, instagram_username="back", status="lost", **back)
    found = await alice.does(today_facts, now=NOW, most=10, forgotten=0)
    assert [(row.instagram_username, row.priority) for row in found.leads] == [
        ("a", "high"),
        ("back", "high"),
        ("b", "high"),
        ("c", "medium"),
        ("never", "medium"),
        ("d", "low"),
    ]
    assert found.changes.waiting == LeadsWaiting({Priority.HIGH: 3, Priority.MEDIUM: 2, Priority.LOW: 1}, 1, 1)
    assert found.forgotten == ()
    unfolded = await alice.does(today_facts, now=NOW, most=2, forgotten=6)
    assert [row.instagram_username for row in unfolded.leads] == ["a", "back"]
    assert [row.instagram_username for row in unfolded.forgotten] == ["e"]


async def test_yesterday_is_the_practice_s(alice: Practice, people: People) -> None:
    """In Auckland it is already Tuesday 22:30: what was on Sunday there counts no more, though it is 33 hours ago."""
    people.owner.execute("UPDATE coaches SET timezone = 'Pacific/Auckland' WHERE id = %s", (alice.coach_id,))
    monday = datetime(2026, 3, 8, 11, tzinfo=UTC)  # midnight there
    for at in (monday - timedelta(seconds=1), monday, NOW - HOUR):
        await given_lead(alice, "in 0, qualified 0", since=at)
    await alice.does(roll_up, now=NOW)
    found = await alice.does(changes, now=NOW)
    assert (found.since, found.leads, found.writers, found.qualified) == (date(2026, 3, 9), 2, 2, 2)


async def test_what_changed_is_read_from_the_cells_of_the_figures(alice: Practice, people: People) -> None:
    today, yesterday = date(2026, 3, 10), date(2026, 3, 9)
    told: dict[tuple[date, Metric, str], int] = {
        (today, Metric.LEADS, ""): 3,
        (yesterday, Metric.LEADS, ""): 4,
        (yesterday - DAY, Metric.LEADS, ""): 50,
        (today, Metric.QUALIFIED, ""): 2,
        (today, Metric.BOOKED, ""): 5,
        (yesterday, Metric.HELD, ""): 6,
        (yesterday, Metric.NO_SHOW, ""): 1,
        (today, Metric.WON, ""): 2,
        (today, Metric.LOST, ""): 8,
        (today, Metric.REVENUE, "client"): 10_000,
        (today, Metric.REVENUE, "deal"): 140_000,
    }
    write_cells(people, alice.coach_id, told)
    found = await alice.does(changes, now=NOW)
    nobody = LeadsWaiting(dict.fromkeys(Priority, 0))
    assert found == Changes(yesterday, 7, 0, 2, 5, 6, 1, 2, 8, 150_000, nobody)


async def test_the_mail_of_a_morning_is_one_call(alice: Practice, people: People) -> None:
    write_cells(people, alice.coach_id, {(date(2026, 3, 10), Metric.LEADS, ""): 3})
    with statements() as seen:
        digest = await alice.does(morning_digest, now=NOW)
    assert (digest.lines, len(seen)) == (["Depuis le lundi 9 mars\u00a0:", "3 nouveaux leads."], 2)


async def test_who_wrote_is_counted_once_and_an_answer_of_ours_is_none(alice: Practice) -> None:
    await given_lead(alice, "in 0, in 5, out 6", since=NOW - DAY)
    await given_lead(alice, "in 0, out 2880", since=NOW - 2 * DAY)
    assert (await alice.does(changes, now=NOW)).writers == 1


async def test_statements_and_rows_stay_the_same_with_three_leads_as_with_a_thousand(
    alice: Practice, bob: Practice
) -> None:
    counts: list[int] = []
    for practice, leads in ((alice, 3), (bob, 1_000)):
        await practice.does(_waiting_leads, leads=leads)
        with statements() as seen:
            found = await practice.does(today_facts, now=NOW, most=6, forgotten=6)
        counts.append(len(seen))
        assert len(found.leads) == min(leads, 6)
        assert found.changes.waiting.listed == leads
    assert counts == [4, 4]


async def _waiting_leads(db: Any, *, coach_id: UUID, leads: int) -> None:
    facts = {"coach_id": coach_id, "status": "qualified", "active_at": NOW, "notes": "", **silent(3)}
    facts |= {"last_contact_at": facts["last_message_at"]}
    await db.execute(insert(Lead).values([{**facts, "id": new_id(), "instagram_id": str(n)} for n in range(leads)]))
