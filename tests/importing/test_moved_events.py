"""An event that is imported again at another time: what it made follows, unless the coach touched it since."""

from datetime import timedelta
from typing import Any

from tests.bookings.diary import given
from tests.fixtures.practice import NOW, Practice
from tests.importing.exports import calendar, event, plan_of, upload, written
from tests.importing.test_importing import counts, past_session, rows, session
from trustcoach_app.bookings.service import move_booking
from trustcoach_app.importing.service import confirm_import, undo_import
from trustcoach_app.models.bookings import Booking, BookingStatus, BusyBlock

NINE, TEN, ELEVEN, NOON = (f"20260120T{hour}0000Z" for hour in ("09", "10", "11", "12"))


async def again(practice: Practice, *lines: str) -> Any:
    """Import these events a second time; the dry run."""
    import_id = await upload(practice, calendar(*lines))
    plan = await plan_of(practice, import_id)
    await practice.does(confirm_import, import_id=import_id, answers={}, now=NOW + timedelta(hours=1))
    return plan


async def hours_of(practice: Practice, table: Any = Booking) -> list[tuple[int, int]]:
    """When they start and end, in UTC."""
    spans = [(row.during.lower, row.during.upper) for row in await rows(practice, table)]
    return sorted((start.astimezone(NOW.tzinfo).hour, end.astimezone(NOW.tzinfo).hour) for start, end in spans)


async def test_a_session_and_busy_time_follow_their_events(alice: Practice) -> None:
    await written(alice, calendar(*session("a"), *event("busy", ELEVEN, end=NOON)))
    before = await counts(alice)
    plan = await again(alice, *session("a", TEN, ELEVEN), *event("busy", NINE, end=TEN))
    assert sorted((one.label, one.goal.uid) for one in plan.moves) == [
        ("20 janv. 2026 10:00, sans titre (avant : 20 janv. 12:00)", "busy"),
        ("20 janv. 2026 11:00, sans titre, avec Léa Moreau (avant : 20 janv. 10:00)", "a"),
    ]
    assert (plan.known, plan.sessions, plan.blocks, plan.skipped) == (0, [], [], [])
    assert await counts(alice) == before
    assert (await hours_of(alice), await hours_of(alice, BusyBlock)) == ([(10, 11)], [(9, 10)])


async def test_what_followed_follows_again_and_goes_with_its_import(alice: Practice) -> None:
    """It is still what imports made of it: nobody touched it."""
    before = await counts(alice)
    import_id = await written(alice, calendar(*session("a"), *event("busy", ELEVEN, end=NOON)))
    await again(alice, *session("a", TEN, ELEVEN), *event("busy", NINE, end=TEN))
    plan = await again(alice, *session("a", NINE, ELEVEN), *event("busy", ELEVEN, end=NOON))
    assert (len(plan.moves), await hours_of(alice)) == (2, [(9, 11)])
    assert (await again(alice, *session("a", NINE, ELEVEN))).known == 1
    await alice.does(undo_import, import_id=import_id, now=NOW + timedelta(hours=2))
    assert await counts(alice) == before


async def test_what_the_coach_touched_stays_and_is_listed(alice: Practice) -> None:
    await written(alice, calendar(*session("a")))
    [row] = await rows(alice, Booking)
    await alice.does(move_booking, booking_id=row.id, starts_at=row.starts_at + timedelta(days=1), now=NOW)
    await alice.does(move_booking, booking_id=row.id, starts_at=row.starts_at, now=NOW + timedelta(minutes=1))
    plan = await again(alice, *session("a", TEN, ELEVEN))
    assert [line.why for line in plan.skipped] == ["Modifié depuis, laissé tel quel."]
    assert (plan.moves, await hours_of(alice)) == ([], [(9, 10)])


async def test_what_is_over_stays(alice: Practice) -> None:
    await written(alice, calendar(*past_session(), *session("a")))
    old = "20260106T090000Z"
    plan = await again(alice, *session("p1", old, "20260106T100000Z"), *session("a", old, "20260106T110000Z"))
    assert {line.why for line in plan.skipped} == {
        "Modifié depuis, laissé tel quel.",
        "Déplacé dans le passé, laissé tel quel.",
    }
    assert {row.status for row in await rows(alice, Booking)} == {BookingStatus.COMPLETED, BookingStatus.CONFIRMED}


async def test_two_may_shift_into_each_others_place_but_not_onto_a_third(alice: Practice) -> None:
    """The first goes where the second stands, which leaves; the fourth wants the place of what stays."""
    await written(alice, calendar(*session("a"), *session("b", TEN, ELEVEN), *session("d", NOON, "20260120T130000Z")))
    plan = await again(alice, *session("a", TEN, ELEVEN), *session("b", ELEVEN, NOON), *session("d", TEN, ELEVEN))
    assert [one.goal.uid for one in plan.moves] == ["a", "b"]
    assert [line.why for line in plan.overlaps] == ["Léa Moreau occupe déjà 11:00–12:00."]
    assert await hours_of(alice) == [(10, 11), (11, 12), (12, 13)]


async def test_a_whole_day_of_sessions_shifts_however_long_the_row_is(alice: Practice) -> None:
    """Each goes where the next one stands."""
    at = [f"20260120T{hour:02}0000Z" for hour in range(7, 19)]
    hours = list(zip(at, at[1:], at[2:], strict=False))
    await written(alice, calendar(*(line for start, end, _ in hours for line in session(start, start, end))))
    await again(alice, *(line for start, end, after in hours for line in session(start, end, after)))
    assert await hours_of(alice) == [(hour, hour + 1) for hour in range(8, 18)]


async def test_what_became_taken_since_the_dry_run_is_left(alice: Practice) -> None:
    await written(alice, calendar(*session("a")))
    import_id = await upload(alice, calendar(*session("a", TEN, ELEVEN)))
    await given(alice, NOW.replace(day=20, hour=10))
    row = await alice.does(confirm_import, import_id=import_id, answers={}, now=NOW)
    assert row.outcome == "1 ligne laissée de côté"
    assert await hours_of(alice) == [(9, 10), (10, 11)]
