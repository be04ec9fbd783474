"""What a period is compared with: as many hours, and only of days on which the practice had begun."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.fixtures.people import People
from tests.fixtures.practice import Practice
from tests.setter.figures.cells import NOW, write_cells, write_lead
from trustcoach_app.setter.figures.period import asked_of
from trustcoach_app.setter.figures.present.dashboard import page_view
from trustcoach_app.setter.figures.queries.all_sums import AllSums, all_sums
from trustcoach_app.setter.figures.queries.dashboard import page_facts
from trustcoach_app.setter.rollup.metrics import Metric

TODAY = date(2026, 3, 10)
LEADS = Metric.LEADS


async def sums(practice: Practice, now: datetime = NOW, **query: str) -> AllSums:
    return await practice.does(all_sums, asked=asked_of(query), now=now)


def long_ago(people: People, practice: Practice, *, days: int = 400, **more: Any) -> None:
    """The practice's first event, and some leads by day."""
    cells = {(date.fromisoformat(day), LEADS, ""): count for day, count in more.items()}
    write_cells(people, practice.coach_id, {(TODAY - timedelta(days=days), LEADS, ""): 1, **cells})


async def test_a_period_that_holds_today_is_compared_over_as_many_hours(alice: Practice, people: People) -> None:
    """It is 10:30: seven days and the six before them end at 10:30, whatever cells say of the whole day."""
    long_ago(people, alice, **{"2026-03-03": 50, "2026-03-02": 4})
    for minutes in (-1, 0, 1):
        await write_lead(alice, created_at=NOW - timedelta(days=7) + timedelta(minutes=minutes))
    found = await sums(alice, periode="7j")
    assert found.holds_today
    assert found.before is not None
    assert found.before.of(LEADS) == 4 + 1


async def test_the_hours_are_counted_over_a_change_of_the_clock(alice: Practice, people: People) -> None:
    """From the midnight of 24 March to 10:00 on the 30th are 6 days and 9 hours: one was skipped on the 29th."""
    now = datetime(2026, 3, 30, 8, tzinfo=UTC)
    long_ago(people, alice)
    for local in (8, 9, 10):
        await write_lead(alice, created_at=datetime(2026, 3, 23, local - 1, 30, tzinfo=UTC))
    found = await sums(alice, now, periode="7j")
    assert found.before is not None
    assert found.before.of(LEADS) == 1


async def test_a_period_that_is_over_is_compared_with_whole_days(alice: Practice, people: People) -> None:
    long_ago(people, alice, **{"2026-03-05": 7, "2026-03-03": 50})
    await write_lead(alice, created_at=NOW - timedelta(days=7))
    found = await sums(alice, du="2026-03-05", au="2026-03-06")
    assert (found.holds_today, found.this.of(LEADS)) == (False, 7)
    assert found.before is not None
    assert found.before.of(LEADS) == 50


async def test_a_period_that_reaches_into_the_future_ends_now(alice: Practice, people: People) -> None:
    """9 and 10 March until 10:30, after 7 and 8 March until 10:30."""
    long_ago(people, alice, **{"2026-03-09": 3, "2026-03-07": 5, "2026-03-08": 70})
    await write_lead(alice, created_at=NOW - timedelta(days=2, minutes=1))
    found = await sums(alice, du="2026-03-09", au="2026-03-20")
    assert (found.period.first, found.period.last, found.holds_today) == (date(2026, 3, 9), TODAY, True)
    assert found.before is not None
    assert (found.this.of(LEADS), found.before.of(LEADS)) == (3, 5 + 1)
    assert len(found.steps) == 2


async def test_days_that_are_all_to_come_have_nothing(alice: Practice, people: People) -> None:
    long_ago(people, alice)
    found = await sums(alice, du="2026-04-01", au="2026-04-03")
    assert (found.this.of(LEADS), found.holds_today, found.period.last) == (0, False, date(2026, 4, 3))


@pytest.mark.parametrize(("days", "words"), [(14, ", à la même heure"), (13, "données depuis le 25 févr. 2026")])
async def test_nothing_is_compared_with_days_before_the_first_event(
    alice: Practice, people: People, days: int, words: str
) -> None:
    """Seven days before begin on 25 February: the practice must have begun on the 24th at the latest."""
    long_ago(people, alice, days=days, **{"2026-03-09": 30, "2026-03-02": 20})
    await write_lead(alice)
    people.owner.execute(
        "INSERT INTO kpi_cells VALUES (%s, 'Europe/Paris', %s, 'leads_of_status', 'new', 1)", (alice.coach_id, TODAY)
    )
    facts = await alice.does(page_facts, asked=asked_of({"periode": "7j"}), now=NOW)
    view = page_view(facts, NOW)
    assert view.head.compared.endswith(words)
    assert (view.activity[1].change == "") is (days == 13)
