"""A series whose start or rule changed between two exports: its sessions follow, and the undo brings them back."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from tests.bookings.diary import given
from tests.fixtures.practice import NOW, Practice
from tests.importing.exports import calendar, event, plan_of, upload, with_person, written
from tests.importing.test_importing import counts, rows
from trustcoach_app.bookings.service import move_booking
from trustcoach_app.importing.facts import MadeOfEvent
from trustcoach_app.importing.matching import NEAREST, match
from trustcoach_app.importing.plan import ImportPlan
from trustcoach_app.importing.readings import CalendarEvent, EventStanding
from trustcoach_app.importing.service import confirm_import, undo_import
from trustcoach_app.models.bookings import Booking, BookingStatus, BusyBlock

PARIS = ZoneInfo("Europe/Paris")
LATER, AFTER = NOW + timedelta(hours=1), NOW + timedelta(hours=2)


def series(day: str, hour: int, *lines: str, rule: str = "FREQ=WEEKLY;COUNT=4", uid: str = "s@google.com") -> list[str]:
    """Sessions of an hour with Léa, by the clock of Paris, from `day` (`20260120`) on."""
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTART;TZID=Europe/Paris:{day}T{hour:02}0000",
        f"DTEND;TZID=Europe/Paris:{day}T{hour + 1:02}0000",
        f"RRULE:{rule}",
        *lines,
        *with_person(),
        "END:VEVENT",
    ]


async def again(practice: Practice, *lines: str) -> tuple[UUID, ImportPlan]:
    """Import these events once more, an hour later; the import and its dry run."""
    import_id = await upload(practice, calendar(*lines))
    plan = await plan_of(practice, import_id)
    await practice.does(confirm_import, import_id=import_id, answers={}, now=LATER)
    return import_id, plan


async def starts(practice: Practice, table: Any = Booking) -> list[str]:
    """When they start, by the clock of Paris."""
    return [f"{at:%d.%m %H:%M}" for at in sorted(row.during.lower for row in await _local(practice, table))]


async def _local(practice: Practice, table: Any) -> list[Any]:
    found = await rows(practice, table)
    for row in found:
        row.during = type(row.during)(row.during.lower.astimezone(PARIS), row.during.upper.astimezone(PARIS))
    return found


async def test_a_series_at_another_hour_takes_its_sessions_along_across_the_clock_change(alice: Practice) -> None:
    """Its occurrences all have new names; the second time there is nothing left to do."""
    await written(alice, calendar(*series("20260317", 10)))
    before = await counts(alice)
    _, plan = await again(alice, *series("20260316", 18))
    assert (len(plan.moves), plan.sessions, plan.withdrawn) == (4, [], [])
    assert plan.moves[2].label == "30 mars 2026 18:00, sans titre, avec Léa Moreau (avant : 31 mars 10:00)"
    assert await starts(alice) == ["16.03 18:00", "23.03 18:00", "30.03 18:00", "06.04 18:00"]
    assert await counts(alice) == before
    _, plan = await again(alice, *series("20260316", 18))
    assert (plan.known, plan.moves, plan.sessions) == (4, [], [])


async def test_a_day_left_out_shifts_no_other_and_is_listed(alice: Practice) -> None:
    """Counting would take the third for the second; what the calendar no longer holds stays, and is said."""
    await written(alice, calendar(*series("20260120", 10)))
    _, plan = await again(alice, *series("20260121", 10, "EXDATE;TZID=Europe/Paris:20260128T100000"))
    assert await starts(alice) == ["21.01 10:00", "27.01 10:00", "04.02 10:00", "11.02 10:00"]
    assert [(line.label, line.standing) for line in plan.withdrawn] == [
        ("27 janv. 2026 10:00, sans titre, avec Léa Moreau", EventStanding.GONE)
    ]


async def test_a_rule_that_skips_lists_what_it_skips(alice: Practice) -> None:
    await written(alice, calendar(*series("20260120", 10)))
    _, plan = await again(alice, *series("20260120", 10, rule="FREQ=WEEKLY;INTERVAL=2;COUNT=2"))
    assert (plan.known, [line.label[:8] for line in plan.withdrawn]) == (2, ["27 janv.", "10 févr."])
    assert len(await starts(alice)) == 4


async def test_what_is_over_or_touched_stays_and_is_not_doubled(alice: Practice) -> None:
    """The first was held; the third the coach moved by hand."""
    await written(alice, calendar(*series("20260106", 10)))
    third = next(row for row in await rows(alice, Booking) if row.starts_at.day == 20)
    await alice.does(move_booking, booking_id=third.id, starts_at=third.starts_at + timedelta(days=1), now=LATER)
    _, plan = await again(alice, *series("20260106", 15))
    assert await starts(alice) == ["06.01 10:00", "13.01 15:00", "21.01 10:00", "27.01 15:00"]
    assert [line.why for line in plan.skipped] == ["Modifié depuis, laissé tel quel."] * 2
    assert {row.status for row in await rows(alice, Booking)} == {BookingStatus.COMPLETED, BookingStatus.CONFIRMED}


async def test_two_days_of_a_week_go_each_their_way(alice: Practice) -> None:
    await written(alice, calendar(*series("20260120", 10, rule="FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4")))
    await again(alice, *series("20260121", 10, rule="FREQ=WEEKLY;BYDAY=WE,FR;COUNT=4"))
    assert await starts(alice) == ["21.01 10:00", "23.01 10:00", "28.01 10:00", "30.01 10:00"]


async def test_this_and_the_following_under_the_name_that_google_gives_them(alice: Practice) -> None:
    await written(alice, calendar(*series("20260120", 10)))
    cut = series("20260204", 11, rule="FREQ=WEEKLY;COUNT=2", uid="s_R20260203T090000@google.com")
    _, plan = await again(alice, *series("20260120", 10, rule="FREQ=WEEKLY;COUNT=2"), *cut)
    assert (plan.known, len(plan.moves), plan.sessions, plan.withdrawn) == (2, 2, [], [])
    assert await starts(alice) == ["20.01 10:00", "27.01 10:00", "04.02 11:00", "11.02 11:00"]


async def test_a_single_event_that_became_a_series_is_its_first(alice: Practice) -> None:
    await written(alice, calendar(*event("s@google.com", "20260120T090000Z", *with_person())))
    _, plan = await again(alice, *series("20260120", 10))
    assert (plan.known, len(plan.sessions), plan.overlaps) == (1, 3, [])


async def test_another_calendar_says_nothing_about_a_series(alice: Practice) -> None:
    await written(alice, calendar(*series("20260120", 10)))
    _, plan = await again(alice, *event("busy"))
    assert plan.withdrawn == []


async def test_the_undo_brings_back_what_moved(alice: Practice) -> None:
    """Sessions and busy time, names and all: the first export is then known, and its own undo takes all of it away."""
    nothing = await counts(alice)
    first = calendar(*series("20260317", 10), *event("busy"))
    first_id = await written(alice, first)
    second_id, _ = await again(
        alice, *series("20260316", 18), *event("busy", "20260121T090000Z", end="20260121T100000Z")
    )
    row = await alice.does(undo_import, import_id=second_id, now=AFTER)
    assert row.outcome == "5 rendez-vous remis à leur heure"
    assert await starts(alice) == ["17.03 10:00", "24.03 10:00", "31.03 10:00", "07.04 10:00"]
    assert await starts(alice, BusyBlock) == ["20.01 10:00"]
    plan = await plan_of(alice, await upload(alice, first))
    assert (plan.known, plan.moves, plan.sessions) == (5, [], [])
    await alice.does(undo_import, import_id=first_id, now=AFTER)
    assert await counts(alice) == nothing


async def test_the_undo_keeps_what_cannot_go_back_and_says_why(alice: Practice) -> None:
    """Of four, one was touched since, one finds its hour taken, and one finds it past."""
    await written(alice, calendar(*series("20260113", 10)))
    second_id, _ = await again(alice, *series("20260113", 15))
    second = next(row for row in await rows(alice, Booking) if row.starts_at.day == 20)
    await alice.does(move_booking, booking_id=second.id, starts_at=second.starts_at + timedelta(hours=2), now=AFTER)
    await given(alice, NOW.replace(day=27))
    row = await alice.does(undo_import, import_id=second_id, now=NOW + timedelta(days=1, hours=1))
    assert row.outcome == "1 rendez-vous remis à son heure, 3 éléments gardés"
    assert sorted((await plan_of(alice, second_id)).kept) == [
        "Séance du 13 janv. à 15:00, non remis à son heure : elle est passée",
        "Séance du 20 janv. à 17:00, non remis à son heure : modifié depuis",
        "Séance du 27 janv. à 15:00, non remis à son heure : elle est prise",
    ]
    assert await starts(alice) == ["13.01 15:00", "20.01 17:00", "27.01 10:00", "27.01 15:00", "03.02 10:00"]


async def test_the_undo_of_the_second_leaves_what_the_third_moved(alice: Practice) -> None:
    await written(alice, calendar(*series("20260120", 10)))
    second_id, _ = await again(alice, *series("20260120", 15))
    third = await upload(alice, calendar(*series("20260120", 16)))
    await alice.does(confirm_import, import_id=third, answers={}, now=AFTER)
    row = await alice.does(undo_import, import_id=second_id, now=AFTER)
    assert row.outcome == "4 éléments gardés"
    await alice.does(undo_import, import_id=third, now=AFTER)
    assert (await starts(alice))[0] == "20.01 15:00"


async def test_the_undo_leaves_a_session_where_it_began(alice: Practice) -> None:
    """It was held there, though nobody has told so yet: its old hour is still to come."""
    await written(alice, calendar(*series("20260120", 10, rule="FREQ=WEEKLY;COUNT=1")))
    second_id, _ = await again(alice, *series("20260114", 10, rule="FREQ=WEEKLY;COUNT=1"))
    row = await alice.does(undo_import, import_id=second_id, now=NOW.replace(day=15))
    assert row.outcome == "1 élément gardé"
    assert (await plan_of(alice, second_id)).kept == [
        "Séance du 14 janv. à 10:00, non remis à son heure : déjà commencé"
    ]
    assert await starts(alice) == ["14.01 10:00"]


def test_an_occurrence_is_compared_with_its_neighbours_only() -> None:
    """A file of thousands within a month would otherwise cost the square of them, in time and in memory."""

    def uid(number: int) -> str:
        return f"s_R{number:08}@google.com"

    def at(minute: int) -> dict[str, Any]:
        start = NOW + timedelta(minutes=minute)
        return {"starts_at": start, "ends_at": start + timedelta(minutes=1), "title": ""}

    def of(number: int, minute: int) -> CalendarEvent:
        return CalendarEvent(uid(number), "", timezone="", place="", organizer=None, attendees=(), **at(minute))

    old = [_made(uid(n), **at(n)) for n in range(NEAREST + 9)]
    same = [of(1000 + n, n) for n in range(1, len(old))]
    far = of(2000, 60)
    found = match([*same, far], {one.key: one for one in old}, PARIS)
    assert [made for _, made in found.known] == old[1:]
    assert (found.fresh, found.left) == ([far], old[:1])


def _made(uid: str, **when: Any) -> MadeOfEvent:
    flags: dict[str, Any] = {"is_session": False, "stands": True, "may_follow": True, "standing": EventStanding.HERE}
    words = {"recurrence": "", "who": "", "mark": "", "calendar": ""}
    return MadeOfEvent(row_id=uuid4(), import_id=uuid4(), uid=uid, sequence=0, **flags, **words, **when)
