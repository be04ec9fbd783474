"""A followed calendar goes on blocking, whatever one of its events says; and only what changed is written."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.fixtures.practice import NOW, Practice
from tests.importing.exports import calendar, event, with_person, written
from tests.importing.test_feeds import Calendar, blocks, feed_of, local, server
from tests.importing.test_importing import rows
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.importing import feeds
from trustcoach_app.importing.feed_reader import of_reading
from trustcoach_app.importing.feed_reading import FeedHead
from trustcoach_app.importing.feeds import add_feed, poll_feed
from trustcoach_app.importing.present import feed as feed_line
from trustcoach_app.importing.queries import withdrawn_rows
from trustcoach_app.importing.readings import CalendarReading, EventStanding
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.importing import CalendarFeed, OutsideEvent
from trustcoach_app.uploads.text import Unreadable

__all__ = ["local", "server"]

BROKEN = event("broken", "20260122T090000Z", "RRULE:FREQ=WEEKLY;INTERVAL=0", "SUMMARY:Réunion", end="20260122T100000Z")


async def follows(practice: Practice, server: Calendar, *lines: str) -> str:
    """Read the calendar with these lines; once more if it is followed already. Its problem."""
    server.content = calendar(*lines)
    async with unit_of_work(practice.principal) as db:
        row = await db.scalar(select(CalendarFeed))
        if row is not None:
            row.etag = ""
    row = row or await practice.does(add_feed, name="Google", address=server.url)
    return await poll_feed(practice.principal, feed_id=row.id, now=NOW)


async def titles(practice: Practice) -> list[str]:
    return [block.title for block in await blocks(practice)]


def busy(uid: str, day: int, *lines: str) -> list[str]:
    return event(uid, f"202601{day}T090000Z", f"SUMMARY:{uid}", *lines, end=f"202601{day}T100000Z")


async def test_one_broken_event_costs_itself_and_is_listed(alice: Practice, server: Calendar, local: None) -> None:
    assert await follows(alice, server, "les factures", *busy("a", 20), *BROKEN) == ""
    assert await titles(alice) == ["a"]
    line = feed_line(await feed_of(alice), NOW)
    assert (line.problem, line.left_out_title) == ("", "2 choses à savoir sur ce calendrier")
    assert ["Réunion" in one.what or "Ligne 3" in one.what for one in line.left_out] == [True, True]
    assert await follows(alice, server, *busy("a", 20)) == ""
    assert feed_line(await feed_of(alice), NOW).left_out == []


async def test_what_could_be_read_before_and_cannot_any_more_stays(
    alice: Practice, server: Calendar, local: None
) -> None:
    """Its time would be offered, in silence."""
    await follows(alice, server, *busy("a", 20), *busy("b", 21))
    await follows(alice, server, *busy("a", 20, "DTEND:20260120T110000Z"), *busy("b", 21))
    assert await titles(alice) == ["a", "b"]


async def test_a_calendar_that_was_cut_off_frees_nothing(alice: Practice, server: Calendar, local: None) -> None:
    await follows(alice, server, *busy("a", 20), *busy("b", 21))
    server.content = calendar(*busy("b", 21)).partition(b"END:VCALENDAR")[0]
    async with unit_of_work(alice.principal) as db:
        row = (await db.scalars(select(CalendarFeed))).one()
        row.etag = ""
    assert await poll_feed(alice.principal, feed_id=row.id, now=NOW) == ""
    assert await titles(alice) == ["a", "b"]
    assert feed_line(await feed_of(alice), NOW).left_out[0].what == "Calendrier incomplet"


async def test_what_did_not_change_is_not_written_again(alice: Practice, server: Calendar, local: None) -> None:
    await follows(alice, server, *busy("a", 20), *busy("b", 21), *busy("c", 22))
    before = {block.title: block for block in await blocks(alice)}
    changed = [line.replace("SUMMARY:b", "SUMMARY:bb") for line in busy("b", 21)]
    await follows(alice, server, *busy("a", 20), *changed, *busy("d", 23))
    after = {block.title: block for block in await blocks(alice)}
    assert list(after) == ["a", "bb", "d"]
    assert (after["a"].id, after["bb"].id) == (before["a"].id, before["b"].id)
    assert {row.provider for row in await rows(alice, OutsideEvent)} == {"feed"}


async def test_declined_cancelled_and_free_events_take_no_time(alice: Practice, server: Calendar, local: None) -> None:
    async with unit_of_work(alice.principal) as db:
        email = (await feed_owner(db, alice)) or ""
    no = f"ATTENDEE;PARTSTAT=DECLINED:mailto:{email}"
    off = (*busy("x", 21, "STATUS:CANCELLED"), *busy("y", 22, "TRANSP:TRANSPARENT"))
    await follows(alice, server, *busy("a", 20), *off, *busy("z", 23, "ORGANIZER:mailto:p@x.example", no))
    assert await titles(alice) == ["a"]


async def feed_owner(db: Any, practice: Practice) -> str | None:
    """The address of the coach's account."""
    from trustcoach_app.coaches import coach_facts

    return (await coach_facts(db, coach_id=practice.coach_id)).email


async def listed(practice: Practice) -> list[EventStanding]:
    return [one.standing for one in await practice.does(withdrawn_rows, now=NOW)]


async def test_imported_sessions_that_the_calendar_calls_off_are_listed(
    alice: Practice, server: Calendar, local: None
) -> None:
    """Cancelled, or gone since the reading before; and no more once they are back. Nothing is cancelled by itself."""
    first, second = (busy(uid, day, *with_person()) for uid, day in (("a", 20), ("b", 21)))
    await written(alice, calendar(*first, *second))
    await follows(alice, server, *first, *second)
    assert await listed(alice) == []
    await follows(alice, server, *busy("a", 20, "SEQUENCE:1", "STATUS:CANCELLED"))
    assert await listed(alice) == [EventStanding.CANCELLED, EventStanding.GONE]
    assert {row.status for row in await rows(alice, Booking)} == {BookingStatus.CONFIRMED}
    await follows(alice, server, *first, *second)
    assert await listed(alice) == []


async def test_a_calendar_that_never_had_a_session_says_nothing_of_it(
    alice: Practice, server: Calendar, local: None
) -> None:
    await written(alice, calendar(*busy("a", 20, *with_person())))
    await follows(alice, server, *busy("other", 20))
    await follows(alice, server, *busy("another", 20))
    assert await listed(alice) == []


@pytest.mark.parametrize("raised", [Unreadable("Trop long."), ValueError("https://x/s3cr3t"), UnicodeError("é")])
async def test_whatever_goes_wrong_is_said_and_the_calendar_waits_for_its_turn(
    alice: Practice, server: Calendar, local: None, monkeypatch: pytest.MonkeyPatch, caplog: Any, raised: Exception
) -> None:
    """A calendar that fails before it is marked as read would be read again at once, and again."""

    async def fails(*_: Any) -> Any:
        raise raised

    await follows(alice, server, *busy("a", 20))
    monkeypatch.setattr(feeds, "run_bounded", fails)
    assert await follows(alice, server, *busy("b", 20)) in ("Trop long.", "Ce calendrier n’a pas pu être lu.")
    assert (await feed_of(alice)).polled_at == NOW
    assert (await titles(alice), "s3cr3t" in caplog.text) == (["a"], False)


def test_more_than_it_may_hold_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.importing.exports import read
    from trustcoach_app.importing import feed_reader

    monkeypatch.setattr(feed_reader, "MOST_BLOCKS", 2)
    reading: CalendarReading = read(calendar(*(line for day in (20, 21, 22) for line in busy(f"e{day}", day))))
    kept = of_reading(reading, FeedHead("Europe/Paris", NOW - timedelta(days=1), ""))
    assert ([one.uid for one in kept.events], kept.left_out[0].what) == (["e20", "e21"], "Trop d’heures occupées")
