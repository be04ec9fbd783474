"""What a write marks: the days whose cells it changes, each once, in its own transaction."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.setter.rollup.raw import HOUR, Raw

CREATED = datetime(2026, 1, 5, 8, tzinfo=UTC)
WON = CREATED + timedelta(days=3)
CALL = CREATED + timedelta(days=2)


@pytest.fixture
def lead(raw: Raw) -> UUID:
    """A lead whose making is no longer marked."""
    key = raw.lead(CREATED)
    raw.call(key, CALL)
    raw.forget_marks()
    return key


def test_a_new_lead_marks_each_instant_once(raw: Raw) -> None:
    raw.lead(CREATED, qualified_at=WON, email_captured_at=WON, won_at=WON)
    assert sorted(row["family"] for row in raw.rows("kpi_marks")) == ["cohort", "email", "qualified", "won"]
    assert raw.marks() == {
        ("cohort", CREATED),
        ("qualified", WON),
        ("email", WON),
        ("won", WON),
    }


@pytest.mark.parametrize(
    ("changed", "marked"),
    [
        ({"instagram_username": "marie", "tags": ["vip"], "active_at": WON}, set()),
        ({"engaged_at": WON}, set()),
        ({"status": "engaged"}, {("cohort", CREATED)}),
        ({"source": "story"}, {("cohort", CREATED)}),
        ({"created_at": WON}, {("cohort", CREATED), ("cohort", WON)}),
        ({"qualified_at": WON}, {("cohort", CREATED), ("qualified", WON)}),
        ({"lost_at": WON}, {("lost", WON)}),
        ({"call_scheduled_at": WON, "call_outcome": "no_show"}, set()),
        ({"won_at": WON}, {("won", WON)}),
        ({"last_contact_at": WON, "deferred_until": WON, "fold_version": 0}, set()),
        ({"job_key": "avocat", "source_key": "story"}, set()),
        ({"job_title": "Avocat"}, {("cohort", CREATED)}),
    ],
)
def test_a_change_marks_what_it_changes(
    raw: Raw, lead: UUID, changed: dict[str, object], marked: set[tuple[str, datetime]]
) -> None:
    raw.change("leads", lead, **changed)
    assert raw.marks() == marked
    assert len(raw.rows("kpi_marks")) == len({family for family, _ in marked})


def test_a_message_marks_its_day(raw: Raw, lead: UUID) -> None:
    message = raw.wrote(lead, WON)
    raw.add("lead_messages", lead_id=lead, direction="in", sender="lead", body=b"sealed", sent_at=CALL)
    raw.change("lead_messages", message, body=b"other", message_number=7, replied_at=WON)
    assert raw.marks() == {("sent", WON)}
    raw.forget_marks()
    raw.change("lead_messages", message, turn_replied_at=WON + HOUR)
    raw.change("lead_messages", message, sent_at=CALL)
    assert raw.marks() == {("sent", WON), ("sent", CALL)}
    raw.forget_marks()
    raw.remove("leads", lead)
    assert raw.marks() == {("cohort", CREATED), ("call", CALL), ("sent", CALL)}


def test_a_call_marks_the_day_on_which_it_counts(raw: Raw, lead: UUID) -> None:
    call = raw.call(lead, None, None, number=2)
    raw.change("lead_calls", call, scheduled_at=WON)
    assert raw.marks() == set()
    raw.change("lead_calls", call, outcome="held", counted_at=WON)
    assert raw.marks() == {("call", WON)}
    raw.forget_marks()
    raw.change("lead_calls", call, ended_at=CALL)
    assert raw.marks() == set()
    raw.change("lead_calls", call, is_won=True)
    raw.change("lead_calls", call, counted_at=CALL)
    assert raw.marks() == {("call", WON), ("call", CALL)}


def test_who_is_won_marks_their_client(raw: Raw, lead: UUID) -> None:
    """What the client brought counts for the lead that was won first: others of theirs may have it no more."""
    client = raw.practice.client_id
    raw.change("leads", lead, client_id=client)
    assert raw.marks() == set()
    raw.change("leads", lead, won_at=WON)
    assert raw.marks() == {("won", WON), ("won", client)}
    raw.forget_marks()
    raw.change("leads", lead, deal_value_cents=1)
    assert raw.marks() == {("won", WON)}
    raw.forget_marks()
    raw.change("leads", lead, client_id=None)
    assert raw.marks() == {("won", WON), ("won", client)}


def test_a_booking_marks_its_client_once_it_brings_something(raw: Raw) -> None:
    booking = raw.session(WON, "confirmed", 8000)
    assert raw.marks() == set()
    raw.change("bookings", booking, status="completed")
    assert raw.marks() == {("won", raw.practice.client_id)}
    raw.forget_marks()
    raw.change("bookings", booking, title="Bilan")
    assert raw.marks() == set()
    raw.remove("bookings", booking)
    assert raw.marks() == {("won", raw.practice.client_id)}


def test_a_hundred_leads_in_one_statement_are_one_mark(raw: Raw) -> None:
    """It has each hour once, in order."""
    for number in range(100):
        raw.lead(CREATED + HOUR * (number % 2))
    raw.forget_marks()
    raw.owner.execute("UPDATE leads SET source = 'post' WHERE coach_id = %s", (raw.practice.coach_id,))
    assert [row["hours"] for row in raw.rows("kpi_marks")] == [[CREATED, CREATED + HOUR]]


async def test_marks_of_a_transaction_that_is_undone_vanish(raw: Raw) -> None:
    await raw.roll_up()
    with raw.owner.transaction(force_rollback=True):
        raw.lead(CREATED)
        assert raw.marks() == {("cohort", CREATED)}
    assert raw.marks() == set()
    assert await raw.roll_up() == 0


def test_a_practice_can_go_with_all_that_it_has(raw: Raw) -> None:
    """The rows that go with it must not mark days of a practice that is gone."""
    raw.wrote(raw.lead(CREATED, won_at=WON), WON)
    raw.owner.execute("DELETE FROM coaches WHERE id = %s", (raw.practice.coach_id,))
    assert raw.rows("kpi_marks") == raw.rows("leads") == []
