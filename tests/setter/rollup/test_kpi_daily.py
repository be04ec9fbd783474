"""The view for BI tools: one row a day, ratios from sums, the active zone only, and one practice only."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from psycopg.rows import dict_row

from tests.fixtures.practice import NOW, Practice
from tests.setter.rollup.raw import Raw, opened
from trustcoach_app.db.row_access import BI
from trustcoach_app.setter.rollup.run import roll_up

NINE = datetime(2026, 1, 5, 8, tzinfo=UTC)


def as_bi_tool(raw: Raw, practice: Practice | None, query: str) -> list[dict[str, Any]]:
    """What a BI tool's login reads that an owner granted the role to."""
    with raw.owner.transaction(force_rollback=True), raw.owner.cursor(row_factory=dict_row) as cursor:
        cursor.execute(f"GRANT {BI} TO CURRENT_USER")
        cursor.execute(f"SET LOCAL app.coach_id = '{practice.coach_id if practice else ''}'")
        cursor.execute(f"SET LOCAL ROLE {BI}")
        return cursor.execute(query).fetchall()


async def test_a_day_is_a_row(raw: Raw, bob: Practice, application: str) -> None:
    lead = raw.lead(NINE, qualified_at=NINE, call_proposed_at=NINE, won_at=NINE, deal_value_cents=150_000)
    raw.call(raw.lead(NINE, lost_at=NINE, call_booked_at=NINE), NINE, "no_show")
    for replied in (True, True, False):
        raw.wrote(lead, NINE, replied=replied)
    await raw.roll_up()
    for his in opened(bob, application):
        his.lead(NINE)
    await bob.does(roll_up, now=NOW)
    [row] = as_bi_tool(raw, raw.practice, "SELECT * FROM kpi_daily")
    assert row == {
        "coach_id": raw.practice.coach_id,
        "date": date(2026, 1, 5),
        "total_dms": 3,
        "new_leads": 2,
        "qualified_leads": 1,
        "lead_magnets_sent": 0,
        "emails_captured": 0,
        "calls_proposed": 1,
        "calls_booked": 1,
        "calls_held": 0,
        "calls_no_show": 1,
        "response_rate_msg1": Decimal("0.6667"),
        "response_rate_msg2": None,
        "response_rate_msg3": None,
        "response_rate_msg4": None,
        "leads_won": 1,
        "leads_lost": 1,
        "deals_closed": 1,
        "total_revenue_cents": 150_000,
        "last_updated": NOW,
    }


async def test_without_a_practice_nothing_is_seen(raw: Raw) -> None:
    raw.lead(NINE)
    await raw.roll_up()
    assert as_bi_tool(raw, None, "SELECT * FROM kpi_daily") == []


async def test_cells_of_another_zone_do_not_count(raw: Raw) -> None:
    raw.lead(NINE)
    await raw.roll_up()
    raw.owner.execute(
        "INSERT INTO kpi_cells VALUES (%s, 'Asia/Kolkata', '2026-01-05', 'leads', '', 7)", (raw.practice.coach_id,)
    )
    [row] = as_bi_tool(raw, raw.practice, "SELECT new_leads FROM kpi_daily")
    assert row["new_leads"] == 1


def test_it_reads_the_figures_and_nothing_else(raw: Raw) -> None:
    query = (
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants "
        f"WHERE grantee = '{BI}' ORDER BY table_name"
    )
    assert [tuple(row) for row in raw.owner.execute(query).fetchall()] == [
        ("kpi_cells", "SELECT"),
        ("kpi_daily", "SELECT"),
        ("kpi_states", "SELECT"),
    ]
