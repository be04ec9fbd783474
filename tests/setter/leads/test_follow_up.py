"""The follow-up rule: each limit ± 1 s, each status, and that rows and Python say the same."""

from datetime import datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import case, func, insert, select
from sqlalchemy.dialects.postgresql import array
from sqlmodel import col

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.db.types import new_id
from trustcoach_app.models.lead_history import MessageDirection
from trustcoach_app.models.leads import Lead, LeadStatus
from trustcoach_app.setter.follow_up import Priority, due, is_due, priority

SECOND = timedelta(seconds=1)
OUT, IN = MessageDirection.OUT, MessageDirection.IN
LIMITS = {
    LeadStatus.NEW: (7, Priority.LOW),
    LeadStatus.ENGAGED: (3, Priority.MEDIUM),
    LeadStatus.QUALIFIED: (2, Priority.HIGH),
    LeadStatus.CALL_PROPOSED: (2, Priority.HIGH),
    LeadStatus.CALL_BOOKED: (2, Priority.HIGH),
}


def a_lead(status: LeadStatus, silence: timedelta, way: MessageDirection = OUT, **more: Any) -> Lead:
    """One who wrote, or was written to, so long ago."""
    at = NOW - silence
    facts = {"last_message_at": at, "last_contact_at": max(at, more.get("followed_up_at", at))}
    return Lead(status=status, last_message_direction=way, **{**facts, **more})


def how(status: LeadStatus, silence: timedelta, way: MessageDirection = OUT, **more: Any) -> Any:
    return priority(a_lead(status, silence, way, **more), NOW)


@pytest.mark.parametrize(("status", "rule"), LIMITS.items())
def test_each_limit(status: LeadStatus, rule: tuple[int, Priority]) -> None:
    limit = timedelta(days=rule[0])
    assert [how(status, limit + by) for by in (-SECOND, timedelta(0), SECOND)] == [None, None, rule[1]]
    assert how(status, 10 * limit, IN) is None


@pytest.mark.parametrize("status", [LeadStatus.WON, LeadStatus.LOST])
def test_a_closed_lead_is_left_alone(status: LeadStatus) -> None:
    assert how(status, timedelta(days=400)) is None


def test_relance_is_medium_at_least() -> None:
    two_days = timedelta(days=2)
    assert how(LeadStatus.RELANCE, timedelta(0), IN) is Priority.MEDIUM
    assert how(LeadStatus.RELANCE, timedelta(days=90)) is Priority.MEDIUM
    assert how(LeadStatus.RELANCE, two_days, qualified_at=NOW) is Priority.MEDIUM
    assert how(LeadStatus.RELANCE, two_days + SECOND, qualified_at=NOW) is Priority.HIGH
    assert how(LeadStatus.RELANCE, two_days + SECOND, IN, qualified_at=NOW) is Priority.MEDIUM


@pytest.mark.parametrize(("status", "rule"), LIMITS.items())
def test_who_was_followed_up_is_off_until_the_limit_is_over_again(
    status: LeadStatus, rule: tuple[int, Priority]
) -> None:
    limit, silence = timedelta(days=rule[0]), timedelta(days=20)
    said = [how(status, silence, followed_up_at=NOW - limit + by) for by in (SECOND, timedelta(0), -SECOND)]
    assert said == [None, None, rule[1]]


def test_in_relance_that_limit_is_that_of_how_far_they_are() -> None:
    silence, two, three = timedelta(days=20), timedelta(days=2), timedelta(days=3)
    for ago, qualified_at, expected in (
        (two, NOW, None),
        (two + SECOND, NOW, Priority.HIGH),
        (three, None, None),
        (three + SECOND, None, Priority.MEDIUM),
    ):
        found = how(LeadStatus.RELANCE, silence, qualified_at=qualified_at, followed_up_at=NOW - ago)
        assert found is expected


@pytest.mark.parametrize("status", [*LIMITS, LeadStatus.RELANCE])
def test_who_is_put_off_comes_back_at_the_hour(status: LeadStatus) -> None:
    """So does who has a call to come."""
    long_ago = timedelta(days=20)
    found = [how(status, long_ago, deferred_until=NOW + by) is None for by in (SECOND, timedelta(0), -SECOND)]
    assert found == [True, False, False]


def test_a_lost_lead_who_wrote_after_the_loss() -> None:
    wrote = NOW - timedelta(days=1)
    lost = {"status": LeadStatus.LOST, "silence": timedelta(days=1), "way": IN, "returned_at": wrote}
    assert how(**lost) is Priority.HIGH
    assert how(**lost, followed_up_at=wrote - SECOND) is Priority.HIGH
    assert how(**lost, followed_up_at=wrote) is None
    assert how(**lost, deferred_until=NOW + SECOND) is None


def every_lead() -> list[dict[str, Any]]:
    """Every status, silence around each limit, each way, qualified or not, never in contact, followed up, put off."""
    silences = [timedelta(days=days) + by for days in (2, 3, 7) for by in (-SECOND, timedelta(0), SECOND)]
    spoken = [(NOW - silence, way) for silence, way in product(silences, (OUT, IN))]
    said: list[tuple[datetime | None, MessageDirection | None]] = [*spoken, (None, None)]
    asked = [None, *(NOW - timedelta(days=days) + by for days in (2, 3) for by in (-SECOND, timedelta(0)))]
    put_off = (None, NOW, NOW + SECOND)
    return [
        {
            "status": status,
            "last_message_at": at,
            "last_message_direction": way,
            "qualified_at": reached,
            "followed_up_at": followed,
            "deferred_until": until,
            "last_contact_at": max(filter(None, (at, followed)), default=None),
            "returned_at": at if status is LeadStatus.LOST else None,
        }
        for status, (at, way), reached, followed, until in product(
            LeadStatus, said, (None, NOW - timedelta(days=9)), asked, put_off
        )
    ]


async def test_rows_and_python_say_the_same(alice: Practice) -> None:
    rows = [{"id": new_id(), "active_at": NOW, "notes": "", **facts} for facts in every_lead()]

    async def compare(db: Any, *, coach_id: UUID) -> set[Priority | None]:
        given = [{"coach_id": coach_id, "instagram_id": row["id"].hex, **row} for row in rows]
        for start in range(0, len(given), 1_000):
            await db.execute(insert(Lead).values(given[start : start + 1_000]))
        parts = [case((which, how.value)) for how, which in due(NOW)]
        query = select(Lead, is_due(NOW), func.array_remove(array(parts), None))
        seen: list[Priority | None] = []
        for lead, counts, said in await db.execute(query.where(col(Lead.coach_id) == coach_id)):
            expected = priority(lead, NOW)
            assert (bool(counts), said) == (expected is not None, [expected] if expected else []), lead
            seen.append(expected)
        assert len(seen) == len(rows) == 8 * 19 * 2 * 5 * 3
        return set(seen)

    assert await alice.does(compare) == {None, *Priority}
