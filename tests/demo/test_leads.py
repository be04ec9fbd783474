"""The leads of a whole demo, as its database holds them after the first start."""

from datetime import timedelta
from typing import Any

from tests.demo.conftest import LEAP_DAY, OF_A_COACH, Demo
from trustcoach_app.demo.leads.people import SOURCES
from trustcoach_app.models.lead_history import CallOutcome, MessageDirection
from trustcoach_app.models.leads import Gender, Lead, LeadStatus, LossReason
from trustcoach_app.setter.follow_up import Priority, priority

WITH_LEADS = {"thomas.martin@coach.fr", "marie.dupont@coach.fr", "elodie.hoarau@coach.fr"}


def told(demo: Demo, column: str, table: str = "leads") -> set[str]:
    """The values that occur."""
    return {row["said"] for row in demo.rows(f"SELECT DISTINCT {column}::text AS said FROM {table}")} - {None, ""}


def test_three_coaches_have_sixty_leads_or_more_most_of_them_recent(leap_day: Demo) -> None:
    late = f"count(*) FILTER (WHERE t.created_at > '{LEAP_DAY - timedelta(days=30)}') AS late"
    rows = leap_day.rows(
        f"SELECT u.email, count(*) AS n, {late}, min(t.created_at) AS first FROM leads t {OF_A_COACH} GROUP BY 1"
    )
    assert {row["email"] for row in rows} == WITH_LEADS
    for row in rows:
        assert row["n"] >= 60
        assert row["n"] / 2 < row["late"] < row["n"]
        assert row["first"] < LEAP_DAY - timedelta(days=110)


def test_every_status_source_gender_outcome_and_reason_occurs(leap_day: Demo) -> None:
    assert told(leap_day, "status") == {status.value for status in LeadStatus}
    assert told(leap_day, "source") == set(SOURCES)
    assert told(leap_day, "gender") == {gender.value for gender in Gender}
    assert told(leap_day, "call_outcome") == {outcome.value for outcome in CallOutcome}
    assert told(leap_day, "loss_reason") == {reason.value for reason in LossReason}
    assert told(leap_day, "sender", "lead_messages") == {"ai", "human", "lead"}


def _priority(row: dict[str, Any]) -> Priority | None:
    way = row["last_message_direction"]
    stood = {
        **row,
        "status": LeadStatus(row["status"]),
        "last_message_direction": MessageDirection(way) if way else None,
    }
    return priority(Lead(**stood), LEAP_DAY)


def test_each_coach_has_leads_to_follow_up_at_each_priority(leap_day: Demo) -> None:
    columns = (
        "t.status, t.last_message_at, t.last_message_direction, t.last_contact_at, t.deferred_until, t.qualified_at"
    )
    rows = leap_day.rows(f"SELECT u.email AS whose, {columns} FROM leads t {OF_A_COACH}")
    due = {(row.pop("whose"), _priority(row)) for row in rows}
    assert due >= {(email, how) for email in WITH_LEADS for how in Priority}


def test_somebody_came_today_and_nothing_is_told_from_the_future(leap_day: Demo) -> None:
    today = LEAP_DAY.replace(hour=0, minute=0)
    rows = leap_day.rows(f"SELECT DISTINCT u.email FROM leads t {OF_A_COACH} WHERE t.created_at >= '{today}'")
    assert {row["email"] for row in rows} == WITH_LEADS
    [row] = leap_day.rows("SELECT max(active_at) AS active, max(created_at) AS came FROM leads")
    assert max(row["active"], row["came"]) <= LEAP_DAY


def test_the_four_turns_are_replied_to_as_one_would_expect(leap_day: Demo) -> None:
    rates = {
        row["turn_number"]: row["rate"]
        for row in leap_day.rows(
            "SELECT turn_number, avg((turn_replied_at IS NOT NULL)::int) AS rate FROM lead_messages "
            "WHERE direction = 'out' AND turn_number <= 4 GROUP BY 1"
        )
    }
    assert rates.keys() == {1, 2, 3, 4}
    assert all(0.3 < rate < 0.9 for rate in rates.values())


def test_won_leads_have_a_value_and_some_are_clients(leap_day: Demo) -> None:
    won = leap_day.rows("SELECT deal_value_cents, client_id FROM leads WHERE status = 'won'")
    assert all(row["deal_value_cents"] > 0 for row in won)
    assert 0 < sum(row["client_id"] is not None for row in won) < len(won)
    assert leap_day.rows("SELECT 1 FROM leads WHERE cardinality(tags) > 0")
    assert not leap_day.rows("SELECT 1 FROM leads WHERE status <> 'won' AND client_id IS NOT NULL")


def test_the_figures_are_added_up_and_the_months_have_their_costs(leap_day: Demo) -> None:
    metrics = told(leap_day, "metric", "kpi_cells")
    assert metrics >= {"leads", "sent", "replied_number", "qualified", "booked_at", "revenue", "lost_for", "no_show"}
    assert not leap_day.rows("SELECT 1 FROM kpi_marks")
    rows = leap_day.rows("SELECT coach_id, count(DISTINCT month) AS months FROM acquisition_costs GROUP BY 1")
    assert [row["months"] for row in rows] == [5, 5, 5]
    [row] = leap_day.rows("SELECT max(month) AS latest FROM acquisition_costs")
    assert row["latest"] == LEAP_DAY.date().replace(day=1)


def test_accounts_and_addresses_are_nobodys(leap_day: Demo) -> None:
    for row in leap_day.rows("SELECT instagram_username, email FROM leads"):
        assert row["instagram_username"].endswith("_demo")
        assert row["email"] is None or row["email"].endswith(".example")
