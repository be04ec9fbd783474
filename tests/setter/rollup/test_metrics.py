"""Each figure on a few rows, added up by hand."""

from datetime import UTC, date, datetime, timedelta

from tests.setter.rollup.raw import HOUR, Cells, Raw
from trustcoach_app.setter.rollup.metrics import FAMILY, Metric

MONDAY, TUESDAY = date(2026, 1, 5), date(2026, 1, 6)
NINE = datetime(2026, 1, 5, 8, tzinfo=UTC)
"""09:00 in Paris, that Monday."""
OF_STAGES = set(Metric) - FAMILY["cohort"] - FAMILY["sent"] - FAMILY["call"]
LATE = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
"""00:30 in Paris, on Tuesday."""


def of(cells: Cells, day: date, *metrics: Metric) -> dict[tuple[str, str], int]:
    """The cells of a day, of these metrics."""
    return {(metric, name): value for (at, metric, name), value in cells.items() if at == day and metric in metrics}


async def test_the_leads_created_on_a_day(raw: Raw) -> None:
    talked = {"messages_in": 2, "messages_out": 3, "first_message_at": NINE, "last_message_at": NINE + 2 * HOUR}
    raw.lead(NINE, status="engaged", source="story", gender="female", age=30, job_title="Avocat", **talked)
    raw.lead(NINE, source="story", gender="male", age=41, messages_out=1, messages_human=1, qualified_at=LATE)
    raw.lead(LATE, source="post")
    await raw.roll_up()
    cells = raw.cells()
    assert of(cells, MONDAY, *FAMILY["cohort"]) == {
        ("leads", ""): 2,
        ("leads_of_source", "story"): 2,
        ("leads_of_gender", "female"): 1,
        ("leads_of_gender", "male"): 1,
        ("leads_of_status", "engaged"): 1,
        ("leads_of_status", "new"): 1,
        ("leads_of_job", "Avocat"): 1,
        ("aged", ""): 2,
        ("ages", ""): 30 + 41,
        ("cohort_messages", ""): (2 + 3) + 1,
        # 1.05 ** 182 is 7,195 and 1.05 ** 183 is 7,555: two hours lie in between.
        ("discussions", "183"): 1,
        ("discussion_seconds", "183"): 2 * 3600,
        ("cohort_qualified", ""): 1,
        ("written_to", ""): 2,
        ("unaided", ""): 1,
    }
    assert of(cells, TUESDAY, *FAMILY["cohort"]) == {
        ("leads", ""): 1,
        ("leads_of_source", "post"): 1,
        ("leads_of_gender", ""): 1,
        ("leads_of_status", "new"): 1,
    }


async def test_the_messages_sent_on_a_day(raw: Raw) -> None:
    lead = raw.lead(NINE)
    raw.wrote(lead, NINE, turn=1, replied=True)
    raw.wrote(lead, NINE + HOUR, turn=2, sender="human")
    raw.wrote(lead, NINE + HOUR, turn=None)
    raw.wrote(lead, LATE, turn=5, replied=True)
    raw.wrote(raw.lead(NINE), NINE, turn=1)
    raw.add("lead_messages", lead_id=lead, direction="in", sender="lead", body=b"sealed", sent_at=NINE + HOUR / 2)
    await raw.roll_up()
    cells = raw.cells()
    assert of(cells, MONDAY, *FAMILY["sent"]) == {
        ("sent", ""): 4,
        ("sent_by_ai", ""): 3,
        ("sent_number", "1"): 2,
        ("replied_number", "1"): 1,
        ("sent_number", "2"): 1,
    }
    assert of(cells, TUESDAY, *FAMILY["sent"]) == {("sent", ""): 1, ("sent_by_ai", ""): 1}


async def test_the_stages_reached_on_a_day(raw: Raw) -> None:
    raw.lead(NINE, qualified_at=NINE, call_proposed_at=LATE, lead_magnet_sent_at=NINE, email_captured_at=NINE)
    raw.lead(NINE, qualified_at=NINE + HOUR, call_proposed_at=NINE, call_booked_at=NINE + HOUR, first_message_at=NINE)
    raw.lead(NINE, lost_at=NINE, loss_reason="price")
    raw.lead(NINE, lost_at=NINE)
    await raw.roll_up()
    cells = raw.cells()
    assert of(cells, MONDAY, *OF_STAGES) == {
        ("qualified", ""): 2,
        ("qualified_then_proposed", ""): 1,
        ("magnets", ""): 1,
        ("emails", ""): 1,
        ("proposed", ""): 1,
        ("proposed_then_booked", ""): 1,
        ("booked", ""): 1,
        ("booked_at", "1-10"): 1,
        ("booked_after", ""): 1,
        ("booked_after_seconds", ""): 3600,
        ("lost", ""): 2,
        ("lost_for", "price"): 1,
        ("lost_for", ""): 1,
    }
    assert of(cells, TUESDAY, *OF_STAGES) == {("proposed", ""): 1}


async def test_what_won_leads_bring(raw: Raw) -> None:
    """80 € held, 90 € not come, 20 € kept of a cancelled one; before the deal or still ahead counts for nothing.

    Of 1 500 € that were signed 190 € have come; a deal of 600 € has no client; somebody was won without a value.
    """
    day = timedelta(days=1)
    raw.session(NINE - day, "completed", 7000)
    raw.session(NINE + day, "completed", 8000)
    raw.session(NINE + 2 * day, "no_show", 9000)
    raw.session(NINE + 3 * day, "cancelled", 4000, retained=2000)
    raw.session(NINE + 9 * day, "confirmed", 5000)
    raw.lead(NINE, won_at=NINE, deal_value_cents=150_000, client_id=raw.practice.client_id)
    raw.lead(NINE, won_at=NINE, deal_value_cents=60_000)
    raw.lead(NINE, won_at=NINE)
    await raw.roll_up()
    assert of(raw.cells(), MONDAY, *OF_STAGES) == {
        ("won", ""): 3,
        ("deals", ""): 2,
        ("deal_cents", ""): 150_000 + 60_000,
        ("revenue", "client"): 8000 + 9000 + 2000,
        ("revenue", "deal"): (150_000 - 19_000) + 60_000,
    }


async def test_what_a_client_brought_counts_once(raw: Raw) -> None:
    """200 € by a client of three won leads: the first one's, on Monday, though the last one was won on Tuesday.

    Signed were 100 €, nothing, and 50 €: max(100, 200) + max(0, 0) + max(50, 0) = 250 €.
    """
    client = {"client_id": raw.practice.client_id}
    raw.session(LATE + HOUR, "completed", 20_000)
    raw.lead(NINE, won_at=LATE, deal_value_cents=5_000, **client)
    second = raw.lead(NINE, won_at=NINE + HOUR, **client)
    first = raw.lead(NINE, won_at=NINE, deal_value_cents=10_000, **client)
    await raw.roll_up()
    revenue = {(metric, name): cents for (_, metric, name), cents in raw.cells().items() if metric == "revenue"}
    assert revenue == {("revenue", "client"): 20_000, ("revenue", "deal"): 5_000}
    raw.change("leads", first, won_at=None, status="lost")
    raw.change("leads", second, won_at=LATE)
    await raw.roll_up()
    assert of(raw.cells(), MONDAY, Metric.REVENUE) == {}
    assert of(raw.cells(), TUESDAY, Metric.REVENUE)["revenue", "client"] == 20_000
    assert raw.cells() == raw.expected()


async def test_a_first_payment_never_lowers_it(raw: Raw) -> None:
    """1 500 € signed: after 80 € still 1 500 €, after 1 580 € that."""
    day = timedelta(days=1)
    raw.lead(NINE, won_at=NINE, deal_value_cents=150_000, client_id=raw.practice.client_id)
    revenue: list[int] = []
    for number, cents in enumerate((0, 8_000, 150_000)):
        raw.session(NINE + number * day, "completed", cents)
        await raw.roll_up()
        revenue.append(sum(of(raw.cells(), MONDAY, Metric.REVENUE).values()))
    assert revenue == [150_000, 150_000, 158_000]


async def test_the_calls_scheduled_for_a_day(raw: Raw) -> None:
    """A lead who missed one and came to the next counts in both."""
    twice = raw.lead(NINE)
    raw.call(twice, NINE, "no_show", number=1)
    raw.call(twice, NINE + HOUR, "held", number=2, is_won=True)
    raw.call(raw.lead(NINE), NINE, "held")
    raw.call(raw.lead(NINE), LATE, "held")
    for outcome in ("cancelled", None):
        raw.call(raw.lead(NINE), None, outcome)
    await raw.roll_up()
    assert of(raw.cells(), MONDAY, *FAMILY["call"]) == {("held", ""): 2, ("held_and_won", ""): 1, ("no_show", ""): 1}


async def test_a_practice_without_leads_has_a_state_and_no_cells(raw: Raw) -> None:
    assert await raw.roll_up() == 0
    assert raw.cells() == {}


async def test_running_again_changes_nothing(raw: Raw) -> None:
    raw.lead(NINE, source="story")
    assert await raw.roll_up() == 4
    before = raw.rows("kpi_states"), raw.cells()
    assert await raw.roll_up(NINE) == 0
    assert (raw.rows("kpi_states"), raw.cells()) == before
