"""A trial event: through the real door and the real job, and in no list and no figure afterwards."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from jobs import apply_setter_events as job
from tests.fixtures.people import People
from tests.focus.acting import call
from tests.setter.hook.conftest import NewSender
from tests.setter.hook.sender import Sender, event
from trustcoach_app import clock
from trustcoach_app.auth.access import act
from trustcoach_app.config import Settings
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict
from trustcoach_app.models.setter import TRIAL_ID
from trustcoach_app.reflex_seams.gate import new_tree
from trustcoach_app.setter.connection.present import connection_view
from trustcoach_app.setter.connection.queries import Connection, connection
from trustcoach_app.setter.connection.trial import service
from trustcoach_app.setter.connection.trial.present import trial_view
from trustcoach_app.setter.connection.trial.queries import latest_trial
from trustcoach_app.setter.connection.trial.service import DoorAnswer, send_trial, take_turn, trial_event
from trustcoach_app.setter.connection.trial.state import TrialState
from trustcoach_app.setter.connection.trial.views import TrialView
from trustcoach_app.webhooks.signature import signed_headers

LEFT = """SELECT (SELECT count(*) FROM leads WHERE coach_id = %(coach)s)
    + (SELECT count(*) FROM lead_messages WHERE coach_id = %(coach)s)
    + (SELECT count(*) FROM lead_events WHERE coach_id = %(coach)s)
    + (SELECT count(*) FROM kpi_marks WHERE coach_id = %(coach)s)
    + (SELECT count(*) FROM kpi_cells WHERE coach_id = %(coach)s)"""
PARIS = ZoneInfo("Europe/Paris")


async def tried(sender: Sender) -> None:
    """What the button does, past the network."""
    body, now = json.dumps(trial_event(clock.now())).encode(), clock.now()
    answer = await sender.post(body, headers=signed_headers(sender.secret.encode(), body, now))
    assert (answer.status_code, answer.json()["accepted"]) == (202, 1)


async def seen(sender: Sender) -> Connection:
    async with unit_of_work(sender.coach) as db:
        return await connection(db, coach_id=sender.coach_id, now=clock.now())


async def latest(sender: Sender) -> TrialView:
    async with unit_of_work(sender.coach) as db:
        return trial_view(await latest_trial(db, coach_id=sender.coach_id), PARIS)


def left(people: People, sender: Sender) -> int:
    found = people.owner.execute(LEFT, {"coach": sender.coach_id}).fetchone()
    assert found
    return found[0]


async def test_it_goes_all_the_way_and_leaves_nothing(sender: Sender, people: People) -> None:
    assert await latest(sender) == TrialView()
    await tried(sender)
    assert [step.state for step in (await latest(sender)).steps] == ["done", "waiting"]
    await job.apply_setter_events(coach_id=str(sender.coach_id))
    view = await latest(sender)
    assert [step.state for step in view.steps] == ["done", "done", "done"]
    assert (view.lead, view.about) == ("Camille Essai", "@camille.essai · Engagé · 1 message reçu")
    assert left(people, sender) == 0


async def test_what_came_with_it_becomes_a_lead_all_the_same(sender: Sender, people: People) -> None:
    """And is named in the list of events, with its lead; the trial is told apart."""
    mine = event(kind="message.received", lead="1784", text="Bonjour")
    mine["lead"]["first_name"] = "Léa"
    await sender.post([mine, event(kind="message.received", lead="1785", text="Bonjour")])
    await tried(sender)
    await job.apply_setter_events(coach_id=str(sender.coach_id))
    found = people.owner.execute(
        "SELECT instagram_id, id FROM leads WHERE coach_id = %s ORDER BY 1", (sender.coach_id,)
    ).fetchall()
    assert [row[0] for row in found] == ["1784", "1785"]
    view = connection_view(await seen(sender), coach_id=sender.coach_id, now=clock.now())
    named = {(row.lead, row.href) for row in view.events}
    page = "/dashboard/coach/setter/leads"
    assert named == {("Essai", ""), ("Léa", f"{page}/{found[0][1]}"), ("Sans nom", f"{page}/{found[1][1]}")}


async def test_an_event_of_a_lead_that_waits_names_nobody(sender: Sender, new_sender: NewSender) -> None:
    """Nor does one whose Instagram id only another practice knows."""
    other = await new_sender()
    await other.post(event(lead="1784"))
    await job.apply_setter_events(coach_id=str(other.coach_id))
    await sender.post(event(lead="1784"))
    [row] = connection_view(await seen(sender), coach_id=sender.coach_id, now=clock.now()).events
    assert (row.lead, row.href) == ("", "")


async def test_its_lead_is_removed(sender: Sender, people: People) -> None:
    await tried(sender)
    await job.apply_setter_events(coach_id=str(sender.coach_id))
    async with unit_of_work(sender.coach) as db:
        await service.forget_trials(db, coach_id=sender.coach_id)
    assert await latest(sender) == TrialView()
    assert left(people, sender) == 0
    assert len((await seen(sender)).events) == 1


async def test_it_is_no_sign_of_life(sender: Sender, people: People) -> None:
    """A setter that is silent stays so: what we send ourselves proves nothing of it."""
    long_ago = clock.now() - timedelta(days=3)
    await sender.post(event(lead="1784"))
    people.owner.execute("UPDATE inbound_events SET received_at = %s WHERE coach_id = %s", (long_ago, sender.coach_id))
    await tried(sender)
    silent = "SELECT last_at FROM find_silent_setters(now(), 1000) WHERE coach_id = %s"
    assert people.value(silent, sender.coach_id) == long_ago
    assert (await seen(sender)).heard_at == long_ago


async def test_while_it_waits_the_page_looks_again_soon(sender: Sender) -> None:
    await sender.post(event())
    now = clock.now()
    assert (await seen(sender)).changes_at(now) == now + timedelta(seconds=10)
    await tried(sender)
    assert (await seen(sender)).changes_at(now) == now + timedelta(seconds=1)


@asynccontextmanager
async def answering(answer: bytes) -> AsyncGenerator[str]:
    """A server on loopback that says this to whoever asks."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def http(status: str, body: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}".encode()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (http("202 Accepted", '{"accepted": 1, "duplicates": 0, "dead_letters": []}'), DoorAnswer(202)),
        (http("401 Unauthorized", '{"error": "Secret non valable."}'), DoorAnswer(401, "Secret non valable.")),
        (http("429 Too Many", '{"error": "Plus tard."}'), DoorAnswer(429, "Plus tard.")),
        (http("202 Accepted", '{"dead_letters": [{"index": 0, "problem": "Non."}]}'), DoorAnswer(202, "Non.")),
        (http("500 Oh", "<html>"), DoorAnswer(500, "La réponse du serveur n’est pas lisible.")),
        (http("200 OK", "[]"), DoorAnswer(200, "La réponse du serveur n’est pas lisible.")),
        (http("418 Oh", "{}"), DoorAnswer(418, "Le serveur a refusé l’événement sans dire pourquoi.")),
        (b"nonsense\r\n\r\n", DoorAnswer(0, service.UNREACHABLE)),
    ],
)
async def test_what_the_door_says_is_said(sender: Sender, answer: bytes, expected: DoorAnswer) -> None:
    async with answering(answer) as address:
        said = await send_trial(address=address, coach_id=sender.coach_id, secret=sender.secret, now=clock.now())
    assert said == expected
    assert said.is_accepted == (expected == DoorAnswer(202))


async def test_a_server_that_is_not_there(sender: Sender) -> None:
    said = await send_trial(
        address="http://127.0.0.1:9", coach_id=sender.coach_id, secret=sender.secret, now=clock.now()
    )
    assert said == DoorAnswer(0, service.UNREACHABLE)


async def test_so_many_tries_and_then_one_waits(sender: Sender, new_sender: NewSender) -> None:
    now = clock.now()

    async def turn(coach_id: Any, at: Any) -> None:
        async with unit_of_work(DOOR) as db:
            await take_turn(db, coach_id=coach_id, now=at)

    for _ in range(4):
        await turn(sender.coach_id, now)
    with pytest.raises(Conflict, match="réessayez dans 15"):
        await turn(sender.coach_id, now)
    await turn((await new_sender()).coach_id, now)
    await turn(sender.coach_id, now + timedelta(seconds=16))


async def test_without_a_secret_the_page_says_so(people: People) -> None:
    person = people.add("coach", password=False)
    assert person.coach_id
    stranger = Sender(http=None, coach_id=person.coach_id, user_id=person.id)  # type: ignore[arg-type]
    act(None, stranger.coach)
    page = await new_tree().get_state(TrialState)
    async for _ in TrialState.send.fn(page):
        pass
    assert [step.words for step in page.refused.steps] == [
        "Créez d’abord un secret\u202f: sans lui, rien ne peut entrer."
    ]
    assert not page.is_sending
    assert await call(TrialState.remove, page)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:3000"),
        ("0.0.0.0", "http://127.0.0.1:3000"),  # noqa: S104
        ("::", "http://[::1]:3000"),
        ("10.1.2.3", "http://10.1.2.3:3000"),
    ],
)
def test_this_server_s_own_address(host: str, address: str) -> None:
    assert Settings(host=host, port=3000).own_address == address


def test_nobody_is_of_the_trial_s_id() -> None:
    """Instagram's ids are numbers."""
    assert not TRIAL_ID.isdecimal()
