"""What was called off elsewhere since it was imported: said with its day, and cancelled with one click."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.fixtures.practice import NOW, Practice
from tests.importing.exports import calendar, event, plan_of, upload, with_person, written
from tests.importing.test_importing import rows
from trustcoach_app.bookings.service import move_booking, restore_booking
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.importing.plan import ImportPlan
from trustcoach_app.importing.queries import withdrawn_rows
from trustcoach_app.importing.readings import EventStanding
from trustcoach_app.importing.service import cancel_withdrawn, confirm_import, keep_withdrawn
from trustcoach_app.models.bookings import Booking, BookingStatus, BusyBlock
from trustcoach_app.models.importing import STANDINGS, OutsideEvent

NINE = "20260120T090000Z"
DAY, NEXT = "20260120", "20260121"


def session(uid: str, day: str = DAY, *lines: str, sequence: int = 0) -> list[str]:
    """An hour with Léa."""
    said = (f"SEQUENCE:{sequence}", "SUMMARY:Bilan", *with_person(), *lines)
    return event(uid, f"{day}T090000Z", *said, end=f"{day}T100000Z")


async def plan(practice: Practice, *lines: str) -> ImportPlan:
    """What a file of these lines would write."""
    return await plan_of(practice, await upload(practice, calendar(*lines)))


def said(plan: ImportPlan) -> list[tuple[str, EventStanding]]:
    return [(one.label, one.standing) for one in plan.withdrawn]


A_SESSION = "20 janv. 2026 10:00, Bilan, avec Léa Moreau"


@pytest.mark.parametrize(
    ("again", "standing"),
    [
        ([*session("a", DAY, "STATUS:CANCELLED", sequence=1), *session("b", NEXT)], EventStanding.CANCELLED),
        (["METHOD:CANCEL", *session("a", sequence=1)], EventStanding.CANCELLED),
        (["METHOD:CANCEL", *session("a")], EventStanding.CANCELLED),
        (
            [*session("a", DAY, "ATTENDEE;PARTSTAT=DECLINED:mailto:alice@coach.example"), *session("b", NEXT)],
            EventStanding.DECLINED,
        ),
        ([*session("b", NEXT)], EventStanding.GONE),
    ],
)
async def test_it_is_said_with_its_day(alice: Practice, again: list[str], standing: EventStanding) -> None:
    """Cancelled by its status or its method, declined, or no longer there; nothing happens by itself."""
    await written(alice, calendar(*session("a"), *session("b", NEXT)))
    found = await plan(alice, *again)
    assert said(found) == [(A_SESSION, standing)]
    assert {row.status for row in await rows(alice, Booking)} == {BookingStatus.CONFIRMED}


async def test_one_click_cancels_and_can_be_taken_back(alice: Practice) -> None:
    await written(alice, calendar(*session("a"), *session("b", NEXT)))
    [one] = (await plan(alice, *session("b", NEXT))).withdrawn
    booking_id = await alice.does(cancel_withdrawn, event_id=one.row_id, now=NOW)
    by_id = {row.id: row for row in await rows(alice, Booking)}
    assert booking_id is not None
    assert (by_id[booking_id].status, by_id[booking_id].cancelled_by) == (BookingStatus.CANCELLED, "coach")
    assert (await plan(alice, *session("b", NEXT))).withdrawn == []
    with pytest.raises(Conflict):
        await alice.does(cancel_withdrawn, event_id=one.row_id, now=NOW)
    await alice.does(restore_booking, booking_id=booking_id, now=NOW + timedelta(minutes=1))
    assert len((await plan(alice, *session("b", NEXT))).withdrawn) == 1


async def test_busy_time_is_freed(alice: Practice) -> None:
    """Of a block that was set free there too; a session stays one, whatever its time is marked as."""
    await written(alice, calendar(*event("busy"), *session("b", NEXT)))
    free = calendar(*event("busy", NINE, "TRANSP:TRANSPARENT"), *session("b", NEXT, "TRANSP:TRANSPARENT"))
    found = await plan_of(alice, await upload(alice, free))
    assert [(one.is_session, one.standing) for one in found.withdrawn] == [(False, EventStanding.FREE)]
    assert await alice.does(cancel_withdrawn, event_id=found.withdrawn[0].row_id, now=NOW) is None
    assert await rows(alice, BusyBlock) == []


async def test_a_whole_series_or_what_follows_a_day(alice: Practice) -> None:
    series = event("s", NINE, "RRULE:FREQ=WEEKLY;COUNT=3", *with_person())
    await written(alice, calendar(*series))
    off = ["METHOD:CANCEL", *event("s", NINE, "SEQUENCE:1")]
    assert [one.label[:8] for one in (await plan(alice, *off)).withdrawn] == ["20 janv.", "27 janv.", "3 févr. "]
    from_second = event("s", "20260127T090000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260127T090000Z")
    cut = [line.replace("DTEND:20260120", "DTEND:20260127") for line in from_second]
    assert len((await plan(alice, "METHOD:CANCEL", *cut)).withdrawn) == 2


async def test_a_series_that_stops_earlier_lists_what_it_lost(alice: Practice) -> None:
    def series(count: int) -> list[str]:
        return event("s", NINE, f"RRULE:FREQ=WEEKLY;COUNT={count}", *with_person())

    await written(alice, calendar(*series(3)))
    found = await plan(alice, *series(2))
    assert [(one.label[:8], one.standing) for one in found.withdrawn] == [("3 févr. ", EventStanding.GONE)]


@pytest.mark.parametrize(
    "again",
    [
        [*session("a", "broken"), *session("b", NEXT)],
        ["METHOD:REQUEST", *session("b", NEXT)],
        [*event("other", NINE)],
        ["X-WR-CALNAME:Privé", *session("b", NEXT)],
    ],
)
async def test_what_a_file_may_not_tell_is_not_gone(alice: Practice, again: list[str]) -> None:
    """It could not be read; the file is one invitation; another calendar; a calendar of another name."""
    await written(alice, calendar("X-WR-CALNAME:Travail", *session("a"), *session("b", NEXT)))
    assert (await plan(alice, *again)).withdrawn == []


async def test_a_file_that_was_cut_off_tells_nothing_of_what_is_missing(alice: Practice) -> None:
    await written(alice, calendar(*session("a"), *session("b", NEXT)))
    cut = calendar(*session("b", NEXT)).replace(b"END:VCALENDAR\r\n", b"")
    assert (await plan_of(alice, await upload(alice, cut))).withdrawn == []


async def test_a_calendar_is_known_by_its_name_though_all_of_it_changed(alice: Practice) -> None:
    await written(alice, calendar("X-WR-CALNAME:Travail", *session("a")))
    found = await plan(alice, "X-WR-CALNAME:Travail", *event("new", f"{NEXT}T090000Z", end=f"{NEXT}T100000Z"))
    assert said(found) == [(A_SESSION, EventStanding.GONE)]


async def test_a_lone_invitation_says_nothing_of_the_rest_of_its_series(alice: Practice) -> None:
    await written(alice, calendar(*event("s", NINE, "RRULE:FREQ=WEEKLY;COUNT=3", *with_person())))
    at = "RECURRENCE-ID:20260127T090000Z"
    found = await plan(alice, *event("s", "20260127T100000Z", at, *with_person(), end="20260127T110000Z"))
    assert (found.withdrawn, len(found.moves)) == ([], 1)


async def test_an_older_file_takes_nothing_back(alice: Practice) -> None:
    """Neither a cancellation nor a move that a newer version has overtaken."""
    await written(alice, calendar(*session("a", sequence=3)))
    cancelled = await plan(alice, "METHOD:CANCEL", *session("a", sequence=2))
    moved = await plan(alice, *session("a", NEXT, sequence=2))
    for found in (cancelled, moved):
        assert (found.withdrawn, found.moves) == ([], [])
        assert [line.why for line in found.skipped] == ["Une version plus récente est déjà importée."]


async def test_the_newest_version_is_remembered(alice: Practice) -> None:
    """Also of what did not change its hour, and of what moved."""
    await written(alice, calendar(*session("a")))
    await written(alice, calendar(*session("a", sequence=4)))
    [row] = await rows(alice, OutsideEvent)
    assert (row.sequence, row.provider) == (4, "file")
    await written(alice, calendar(*session("a", NEXT, sequence=5)))
    [row] = await rows(alice, OutsideEvent)
    assert (row.sequence, row.starts_at.day) == (5, 21)


async def listed(practice: Practice, now: Any = NOW) -> list[UUID]:
    """What the page lists once the import is written."""
    return [one.row_id for one in await practice.does(withdrawn_rows, now=now)]


async def test_it_stays_listed_after_the_import_until_the_coach_decides(alice: Practice) -> None:
    """Cancelled, kept for good, or over."""
    await written(alice, calendar(*session("a"), *session("b", NEXT)))
    import_id = await upload(alice, calendar(*session("b", NEXT)))
    await alice.does(confirm_import, import_id=import_id, answers={}, now=NOW)
    [event_id] = await listed(alice)
    assert await listed(alice, NOW + timedelta(days=30)) == []
    await alice.does(keep_withdrawn, event_id=event_id)
    assert await listed(alice) == []
    assert (await plan(alice, *session("b", NEXT))).withdrawn == []


async def test_what_is_over_or_was_cancelled_here_is_not_listed(alice: Practice) -> None:
    past = session("p", "20260105")
    await written(alice, calendar(*past, *session("b", NEXT)))
    assert (await plan(alice, *session("b", NEXT))).withdrawn == []


async def test_what_the_coach_moved_is_listed_where_it_is(alice: Practice) -> None:
    await written(alice, calendar(*session("a"), *session("b", NEXT)))
    row = next(row for row in await rows(alice, Booking) if row.starts_at.day == 20)
    await alice.does(move_booking, booking_id=row.id, starts_at=row.starts_at + timedelta(days=3), now=NOW)
    assert [label[:8] for label, _ in said(await plan(alice, *session("b", NEXT)))] == ["23 janv."]


async def test_what_is_called_off_and_was_never_imported_is_a_line(alice: Practice) -> None:
    found = await plan(alice, *session("a", DAY, "STATUS:CANCELLED"), *event("f", NINE, "TRANSP:TRANSPARENT"))
    assert [(line.what, line.why) for line in found.skipped] == [
        ("20 janv. 2026 10:00, Bilan", "Annulé."),
        ("20 janv. 2026 10:00, sans titre", "Marqué comme disponible."),
    ]


async def test_what_the_coach_declined_is_neither_session_nor_busy_time(alice: Practice) -> None:
    declined = ["ORGANIZER:mailto:paul@fournisseur.example", "ATTENDEE:mailto:paul@fournisseur.example"]
    own = "ATTENDEE;CN=Alice;PARTSTAT=DECLINED:MAILTO:Alice@coach.example"
    found = await plan(alice, *event("x", NINE, *declined, own), *session("b", NEXT), *session("c", "20260122"))
    assert ([one.uid for one in found.sessions], found.blocks) == (["b", "c"], [])
    assert [line.why for line in found.skipped] == ["Refusé."]


async def test_anothers_event_does_not_exist(alice: Practice, bob: Practice) -> None:
    await written(alice, calendar(*session("a")))
    async with unit_of_work(alice.principal) as db:
        event_id = await db.scalar(select(OutsideEvent.id))
    with pytest.raises(NotFound):
        await bob.does(cancel_withdrawn, event_id=event_id, now=NOW)
    with pytest.raises(NotFound):
        await bob.does(keep_withdrawn, event_id=event_id)


def test_the_table_knows_every_standing() -> None:
    assert set(STANDINGS) == {one.value for one in EventStanding}
