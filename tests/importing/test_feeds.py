"""Calendars that are read again and again, from a small server on loopback."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import select

from tests.fixtures.practice import NOW, Practice
from tests.importing.exports import calendar, event
from trustcoach_app.config import settings
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.importing.feeds import add_feed, poll_feed, remove_feed
from trustcoach_app.importing.present import feed as feed_line
from trustcoach_app.integrations.calendar_feed import client as feed_client
from trustcoach_app.integrations.calendar_feed.addresses import FeedProblem
from trustcoach_app.integrations.calendar_feed.client import fetch_calendar
from trustcoach_app.models.bookings import BusyBlock
from trustcoach_app.models.importing import CalendarFeed
from trustcoach_app.outgoing.network import NetworkInsideUnitOfWork


@dataclass
class Calendar:
    """A server that gives one calendar."""

    url: str = ""
    content: bytes = b""
    status: int = 200
    location: str = ""
    etag: str = '"v1"'
    date: str = ""
    asked: list[Any] = field(default_factory=list[Any])

    async def answer(self, request: web.Request) -> web.Response:
        """With an ETag, as Google and Outlook do."""
        self.asked.append(request.headers.copy())
        if self.location:
            return web.Response(status=302, headers={"Location": self.location})
        if self.etag and request.headers.get("If-None-Match") == self.etag and self.status == 200:
            return web.Response(status=304)
        return web.Response(
            status=self.status, body=self.content, headers={"ETag": self.etag, "Last-Modified": self.date}
        )


@pytest.fixture
async def server() -> AsyncIterator[Calendar]:
    """The server, on a port of its own."""
    served = Calendar(content=calendar(*event("a"), *event("old", "20260105T090000Z", end="20260105T100000Z")))
    app = web.Application()
    app.router.add_get("/{path:.*}", served.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    served.url = f"http://127.0.0.1:{runner.addresses[0][1]}/private-s3cr3t/basic.ics"
    yield served
    await runner.cleanup()


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch, application: str) -> None:
    """Loopback counts as public."""
    monkeypatch.setattr(settings(), "local_feeds", True)


async def blocks(practice: Practice) -> list[BusyBlock]:
    """The busy blocks of a practice."""
    async with unit_of_work(practice.principal) as db:
        return list(await db.scalars(select(BusyBlock).order_by(BusyBlock.during)))


async def followed(practice: Practice, server: Calendar) -> CalendarFeed:
    """A calendar, read once."""
    row = await practice.does(add_feed, name="Google", address=server.url)
    assert await poll_feed(practice.principal, feed_id=row.id, now=NOW) == ""
    return row


async def feed_of(practice: Practice) -> CalendarFeed:
    """The only one, as it is now."""
    async with unit_of_work(practice.principal) as db:
        return (await db.scalars(select(CalendarFeed))).one()


async def test_busy_times_are_those_of_the_calendar(alice: Practice, server: Calendar, local: None) -> None:
    """Coming ones; and the next reading replaces them all."""
    row = await followed(alice, server)
    assert [block.title for block in await blocks(alice)] == [""]
    server.status, server.content = 203, b""
    assert "203" in await poll_feed(alice.principal, feed_id=row.id, now=NOW)
    assert len(await blocks(alice)) == 1
    server.status, server.content = (
        200,
        calendar(*event("b", "20260121T090000Z", "SUMMARY:Dentiste", end="20260121T100000Z")),
    )
    async with unit_of_work(alice.principal) as db:
        (await db.scalars(select(CalendarFeed))).one().etag = ""
    await poll_feed(in_practice(alice.coach_id), feed_id=row.id, now=NOW + timedelta(minutes=15))
    assert [block.title for block in await blocks(alice)] == ["Dentiste"]


async def test_an_unchanged_calendar_is_not_sent_again(alice: Practice, server: Calendar, local: None) -> None:
    """By its ETag; its busy times stay."""
    row = await followed(alice, server)
    await poll_feed(alice.principal, feed_id=row.id, now=NOW + timedelta(minutes=15))
    assert server.asked[1]["If-None-Match"] == '"v1"'
    assert len(await blocks(alice)) == 1
    assert (await feed_of(alice)).succeeded_at == NOW + timedelta(minutes=15)


@pytest.mark.parametrize("mark", ['"é"', "“v1”", '"' + "x" * 400 + '"', '"a\tb"'])
async def test_a_mark_that_cannot_be_sent_back_is_not_kept(
    alice: Practice, server: Calendar, local: None, mark: str
) -> None:
    """The calendar is read again as if for the first time, each time: it is never the end of it."""
    server.etag = server.date = mark
    row = await followed(alice, server)
    for _ in range(2):
        assert await poll_feed(alice.principal, feed_id=row.id, now=NOW + timedelta(minutes=15)) == ""
    assert not any({"If-None-Match", "If-Modified-Since"} & set(asked) for asked in server.asked)


async def test_a_mark_that_was_kept_before_costs_nothing(alice: Practice, server: Calendar, local: None) -> None:
    """Such as an earlier version stored."""
    row = await followed(alice, server)
    async with unit_of_work(alice.principal) as db:
        feed = (await db.scalars(select(CalendarFeed))).one()
        feed.etag, feed.last_modified = '"é"', "ü"
    assert await poll_feed(alice.principal, feed_id=row.id, now=NOW + timedelta(minutes=15)) == ""


async def test_an_address_that_cannot_be_is_said_to_the_coach(alice: Practice, local: None, people: Any) -> None:
    """One that an earlier version let in: a sentence, and its next turn in a quarter of an hour."""
    row = await alice.does(add_feed, name="Google", address="https://example.org/a.ics")
    async with unit_of_work(alice.principal) as db:
        (await db.scalars(select(CalendarFeed))).one().address = "https://example.org:99999/a.ics"
    assert "pas valide" in await poll_feed(alice.principal, feed_id=row.id, now=NOW)
    assert (await feed_of(alice)).polled_at == NOW


@pytest.mark.parametrize("location", ["https://example.org:99999/", "https://[", "//é\u0000", "http://" + "x" * 3000])
async def test_a_redirect_that_cannot_be_is_said_to_the_coach(server: Calendar, local: None, location: str) -> None:
    server.location = location
    with pytest.raises(FeedProblem):
        await fetch_calendar(server.url)


@pytest.mark.parametrize(
    ("status", "content", "sentence"),
    [
        (404, b"", "n’existe plus"),
        (500, b"", "erreur (500)"),
        (200, b"<html>Connexion</html>", "n’est pas un calendrier"),
        (200, b"x" * 6_000_000, "5 Mo"),
    ],
)
async def test_a_failure_is_said_and_costs_nothing(
    alice: Practice, server: Calendar, local: None, status: int, content: bytes, sentence: str
) -> None:
    """What was read before stays; the coach reads why, and since when."""
    row = await alice.does(add_feed, name="Google", address=server.url)
    server.status, server.content = status, content
    assert sentence in await poll_feed(alice.principal, feed_id=row.id, now=NOW)
    line = feed_line(await feed_of(alice), NOW + timedelta(minutes=5))
    assert sentence in line.problem
    assert line.news == "Pas encore lu."


async def test_the_address_rests_encrypted_and_is_not_shown(
    alice: Practice, server: Calendar, local: None, people: Any
) -> None:
    """Whoever has it reads the calendar."""
    row = await followed(alice, server)
    stored = people.value("SELECT address FROM calendar_feeds WHERE id = %s", row.id)
    assert b"s3cr3t" not in bytes(stored)
    assert "s3cr3t" not in str(feed_line(await feed_of(alice), NOW))


async def test_forgetting_a_calendar_frees_its_time(
    alice: Practice, bob: Practice, server: Calendar, local: None
) -> None:
    """And another coach can neither read nor forget it."""
    row = await followed(alice, server)
    with pytest.raises(NotFound):
        await bob.does(remove_feed, feed_id=row.id)
    with pytest.raises(NotFound):
        await poll_feed(bob.principal, feed_id=row.id, now=NOW)
    await alice.does(remove_feed, feed_id=row.id)
    assert await blocks(alice) == []


async def test_the_same_address_once(alice: Practice, server: Calendar, local: None) -> None:
    """Twice would block everything twice."""
    await alice.does(add_feed, name="Google", address=server.url)
    with pytest.raises(InvalidInput, match="déjà suivi"):
        await alice.does(add_feed, name="Encore", address=server.url)


async def test_a_redirect_is_judged_too(server: Calendar, monkeypatch: pytest.MonkeyPatch, local: None) -> None:
    """To our own network: refused; round and round: ended."""
    server.location = "https://169.254.169.254/latest/meta-data"
    with pytest.raises(FeedProblem, match="serveur public"):
        await fetch_calendar(server.url)
    server.location = server.url
    with pytest.raises(FeedProblem, match="trop de fois"):
        await fetch_calendar(server.url)
    assert len(server.asked) == 1 + feed_client.MOST_REDIRECTS + 1


async def test_no_call_inside_a_transaction(alice: Practice, server: Calendar, local: None) -> None:
    """It would hold the diary for as long as a stranger likes."""
    async with unit_of_work(alice.principal):
        with pytest.raises(NetworkInsideUnitOfWork):
            await fetch_calendar(server.url)
