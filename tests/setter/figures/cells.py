"""Cells, leads and costs written by hand, past rollup and intake: what the page's statements read."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.fixtures.people import People
from tests.fixtures.practice import Practice
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.figures.views import FigureRow, PageView
from trustcoach_app.setter.rollup.metrics import RULES_VERSION, Metric

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
"""A Tuesday, 10:30 in Paris."""

Cells = Mapping[tuple[date, Metric, str], int]


def write_cells(people: People, coach_id: UUID, cells: Cells, *, zone: str = "Europe/Paris") -> None:
    """One set of cells, and that the page shall read it."""
    rows = [(coach_id, zone, day, metric, dimension, value) for (day, metric, dimension), value in cells.items()]
    with people.owner.cursor() as cursor:
        cursor.executemany("INSERT INTO kpi_cells VALUES (%s, %s, %s, %s, %s, %s)", rows)
    people.owner.execute(
        "INSERT INTO kpi_states (coach_id, timezone, rules_version, last_updated, drift) VALUES (%s, %s, %s, %s, 0) "
        "ON CONFLICT (coach_id) DO UPDATE SET timezone = excluded.timezone",
        (coach_id, zone, RULES_VERSION, NOW),
    )


async def write_lead(practice: Practice, **facts: Any) -> UUID:
    """A lead with just these facts."""
    lead_id = new_id()
    given: dict[str, Any] = {"created_at": NOW, "active_at": facts.get("created_at", NOW), "notes": "", **facts}
    given.setdefault("last_contact_at", facts.get("last_message_at"))
    async with unit_of_work(practice.principal) as db:
        db.add(Lead(coach_id=practice.coach_id, id=lead_id, instagram_id=str(lead_id), **given))
    return lead_id


def write_cost(people: People, coach_id: UUID, month: date, cents: int, source: str = "") -> None:
    """What one month cost."""
    people.owner.execute(
        "INSERT INTO acquisition_costs (coach_id, id, month, source, amount_cents) VALUES (%s, %s, %s, %s, %s)",
        (coach_id, new_id(), month, source, cents),
    )


def figures_of(view: PageView) -> Sequence[FigureRow]:
    """All figures of the page, in its order."""
    return [
        *view.activity, *view.responses, *view.conversion, *view.demography, *view.pipeline, *view.performance
    ]  # fmt: skip
