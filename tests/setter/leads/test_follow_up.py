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
from trustcoach_app.models.leads import Lead, LeadStatus, MessageDirection
from trustcoach_app.setter.follow_up import Priority, due, is_due, priority, was_qualified

SECOND = timedelta(seconds=1)
OUT, IN = MessageDirection.OUT, MessageDirection.IN
LIMITS = {
    LeadStatus.NEW: (7, Priority.LOW),
    LeadStatus.ENGAGED: (3, Priority.MEDIUM),
    LeadStatus.QUALIFIED: (2, Priority.HIGH),
    LeadStatus.CALL_PROPOSED: (2, Priority.HIGH),
    LeadStatus.CALL_BOOKED: (2, Priority.HIGH),
}


def how(status: LeadStatus, silence: timedelta, way: MessageDirection = OUT, *, qualified: bool = False) -> Any:
    return priority(
        status=status,
        last_message_at=NOW - silence,
        last_message_direction=way,
        was_qualified=qualified,
        now=NOW,
    )


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
    assert how(LeadStatus.RELANCE, two_days, qualified=True) is Priority.MEDIUM
    assert how(LeadStatus.RELANCE, two_days + SECOND, qualified=True) is Priority.HIGH
    assert how(LeadStatus.RELANCE, two_days + SECOND, IN, qualified=True) is Priority.MEDIUM


def every_lead() -> list[dict[str, Any]]:
    """Every status, silence around each limit, each way, qualified or not, and without any message."""
    silences = [timedelta(days=days) + by for days in (2, 3, 7) for by in (-SECOND, timedelta(0), SECOND)]
    spoken = [(NOW - silence, way) for silence, way in product(silences, (OUT, IN))]
    said: list[tuple[datetime | None, MessageDirection | None]] = [*spoken, (None, None)]
    return [
        {"status": status, "last_message_at": at, "last_message_direction": way, "qualified_at": reached}
        for status, (at, way), reached in product(LeadStatus, said, (None, NOW - timedelta(days=9)))
    ]


async def test_rows_and_python_say_the_same(alice: Practice) -> None:
    rows = [{"id": new_id(), "active_at": NOW, "notes": "", **facts} for facts in every_lead()]

    async def compare(db: Any, *, coach_id: UUID) -> int:
        await db.execute(
            insert(Lead).values([{"coach_id": coach_id, "instagram_id": row["id"].hex, **row} for row in rows])
        )
        parts = [case((which, how.value)) for how, which in due(NOW)]
        query = select(Lead, is_due(NOW), func.array_remove(array(parts), None))
        for lead, counts, said in await db.execute(query.where(col(Lead.coach_id) == coach_id)):
            expected = priority(
                status=lead.status,
                last_message_at=lead.last_message_at,
                last_message_direction=lead.last_message_direction,
                was_qualified=was_qualified(lead),
                now=NOW,
            )
            assert (bool(counts), said) == (expected is not None, [expected] if expected else []), lead
        return len(rows)

    assert await alice.does(compare) == 8 * 19 * 2
