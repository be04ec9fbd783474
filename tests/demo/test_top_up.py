"""Later starts of a demo: what is missing comes, what is there stays, nothing comes twice."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.demo.command import run_demo
from tests.demo.conftest import FRIDAY_NIGHT, PARIS, Demo
from trustcoach_app.auth.demo_accounts import ACCOUNTS
from trustcoach_app.bookings import service as bookings
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.demo.fill import fill
from trustcoach_app.models.bookings import BookingStatus, CancelledBy

CLOCK_CHANGE = datetime(2026, 3, 29, 12, 0, tzinfo=PARIS)
WEEK_LATER = datetime(2026, 4, 3, 9, 30, tzinfo=PARIS)


async def seems_alive(demo: Demo, now: datetime) -> None:
    """Today, tomorrow, somebody new and an open question, for every coach with clients."""
    for _, facts in await demo.facts(now):
        zone = facts.coach.zone
        today = now.astimezone(zone).date()
        days = {max(today, row.Booking.starts_at.astimezone(zone).date()) for row in facts.coming}
        assert days >= {today, today + timedelta(days=1)}
        assert 1 in facts.signals.numbers.values()
        assert facts.unanswered
    came = f"created_at BETWEEN '{now.replace(hour=0, minute=0)}' AND '{now}'"
    assert demo.rows(f"SELECT count(DISTINCT coach_id) AS n FROM leads WHERE {came}") == [{"n": 3}]


async def test_a_demo_lives_on_from_start_to_start(friday_night: Demo) -> None:
    """One story in order, because a whole fill takes seconds."""
    await seems_alive(friday_night, FRIDAY_NIGHT)
    running = friday_night.rows("SELECT ends_at FROM bookings WHERE status = 'in_progress'")
    assert any(row["ends_at"] > FRIDAY_NIGHT for row in running)

    await _same_again(friday_night, FRIDAY_NIGHT)
    await _what_a_user_did_stays(friday_night)

    await fill(CLOCK_CHANGE)
    await seems_alive(friday_night, CLOCK_CHANGE)
    await _same_again(friday_night, CLOCK_CHANGE)

    before, leads = friday_night.bookings(), friday_night.counts()["leads"]
    await fill(WEEK_LATER)
    await seems_alive(friday_night, WEEK_LATER)
    assert friday_night.counts()["leads"] > leads + 3 * 5
    new = [row for number, row in friday_night.bookings().items() if number not in before]
    assert max(row["starts_at"] for row in new) > FRIDAY_NIGHT + timedelta(days=15)
    old = friday_night.rows(f"SELECT status FROM bookings WHERE ends_at <= '{WEEK_LATER - timedelta(hours=48)}'")
    assert BookingStatus.CONFIRMED.value not in {row["status"] for row in old}


async def _same_again(demo: Demo, now: datetime) -> None:
    """A second start at once adds nothing and changes nothing."""
    counts, before = demo.counts(), demo.bookings()
    await fill(now)
    assert demo.counts() == counts
    assert demo.bookings() == before


async def _what_a_user_did_stays(demo: Demo) -> None:
    """Cancel tomorrow, move a session of next week earlier and answer the question: none of it is undone."""
    thomas, facts = (await demo.facts(FRIDAY_NIGHT))[0]
    tomorrow = next(row.Booking for row in facts.coming if row.Booking.status is BookingStatus.CONFIRMED)
    rows = demo.rows(
        f"SELECT id, starts_at FROM bookings WHERE coach_id = '{thomas.coach_id}' AND status = 'confirmed' "
        f"ORDER BY starts_at DESC LIMIT 1"
    )
    earlier = rows[0]["starts_at"].replace(hour=18, minute=30) - timedelta(days=7)
    async with unit_of_work(thomas.coach) as db:
        who = {"coach_id": thomas.coach_id, "now": FRIDAY_NIGHT}
        await bookings.cancel_booking(db, booking_id=tomorrow.id, by=CancelledBy.COACH, reason="", **who)
        await bookings.move_booking(db, booking_id=rows[0]["id"], starts_at=earlier, **who)
        question = facts.unanswered[0].Booking.id
        await bookings.record_outcome(db, booking_id=question, outcome=bookings.Outcome.NO_SHOW, **who)
    before = demo.bookings()
    await fill(FRIDAY_NIGHT + timedelta(minutes=5))
    await seems_alive(demo, FRIDAY_NIGHT + timedelta(minutes=5))
    after = demo.bookings()
    assert {number: after[number] for number in before} == before
    regular = [row for number, row in after.items() if number not in before]
    assert all(row["starts_at"] < FRIDAY_NIGHT + timedelta(days=2) for row in regular)


def test_the_command_prints_the_accounts_as_an_aligned_table(friday_night: Demo, tmp_path: Path) -> None:
    clock_file = tmp_path / "seconds"
    clock_file.write_text(str((WEEK_LATER - datetime.now(UTC)).total_seconds()))
    ended = run_demo(DEMO="1", CLOCK_FILE=str(clock_file))
    assert ended.returncode == 0, ended.stderr
    lines = ended.stdout.splitlines()[1:]
    assert [(line.split()[-2], line.split()[-1]) for line in lines] == [(one.email, one.password) for one in ACCOUNTS]
    assert len({line.index(one.email) for line, one in zip(lines, ACCOUNTS, strict=True)}) == 1
