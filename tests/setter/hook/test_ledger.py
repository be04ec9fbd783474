"""What is taken in, once, and what becomes of what cannot be."""

import asyncio
import json
import threading
from datetime import datetime
from typing import Any

import httpx
import pytest
from starlette.requests import Request

from tests.fixtures.people import People
from tests.setter.hook.conftest import NewSender
from tests.setter.hook.sender import PATH, Sender, bearing, event
from trustcoach_app.config import ROOT
from trustcoach_app.setter.intake import ledger, openapi
from trustcoach_app.setter.intake import routes as route
from trustcoach_app.setter.intake.ledger import BodyReading, read
from trustcoach_app.webhooks import body as webhook_body

NO_JSON = "Le corps de la requête n’est pas du JSON valide en UTF-8."


def counts(people: People, sender: Sender) -> tuple[object, object, object]:
    """Events, letters and jobs of a practice."""
    queries = (
        "SELECT count(*) FROM inbound_events WHERE coach_id = %s",
        "SELECT count(*) FROM dead_letters WHERE coach_id = %s",
        "SELECT count(*) FROM queue.procrastinate_jobs WHERE args->>'coach_id' = %s::text",
    )
    events, letters, jobs = (people.value(query, sender.coach_id) for query in queries)
    return events, letters, jobs


async def test_one_event_or_a_list(sender: Sender, people: People) -> None:
    """One job for what waits of the practice."""
    answers = [await sender.post(event()), await sender.post([event() for _ in range(500)])]
    said = [{"accepted": count, "duplicates": 0, "dead_letters": []} for count in (1, 500)]
    assert [(answer.status_code, answer.json()) for answer in answers] == [(202, each) for each in said]
    assert counts(people, sender) == (501, 0, 1)


async def test_the_same_again_changes_nothing(sender: Sender, people: People) -> None:
    """Also within one list, and whatever it says the second time."""
    first = event("evt-1")
    await sender.post(first)
    answer = await sender.post([{**first, "type": "lead.won"}, event("evt-2"), event("evt-2")])
    assert answer.json() == {"accepted": 1, "duplicates": 2, "dead_letters": []}
    assert (await sender.post(first)).json()["accepted"] == 0
    assert counts(people, sender) == (2, 0, 1)


async def test_ten_at_once_have_one_effect(sender: Sender, people: People) -> None:
    """Also in other orders: nobody waits for somebody who waits for them."""
    batch = [event(f"evt-{number}") for number in range(50)]
    answers = await asyncio.gather(*(sender.post(batch[turn * 5 :] + batch[: turn * 5]) for turn in range(10)))
    assert {answer.status_code for answer in answers} == {202}
    assert sum(answer.json()["accepted"] for answer in answers) == 50
    assert counts(people, sender) == (50, 0, 1)


async def test_two_coaches_may_use_the_same_id(new_sender: NewSender, people: People) -> None:
    for sender in (await new_sender(), await new_sender()):
        assert (await sender.post(event("evt-1"))).json()["accepted"] == 1


async def test_what_is_not_understood_becomes_a_letter(sender: Sender, people: People) -> None:
    """The others of its list go on; the same again, its keys in another order, is the same letter."""
    bad = {**event(), "type": "lead.sneezed"}
    for body in ([event(), bad, event()], dict(reversed(bad.items()))):
        answer = await sender.post(body)
        [letter] = answer.json()["dead_letters"]
        assert answer.status_code == 202
        assert "ce type d’événement n’existe pas" in letter["problem"]
    assert counts(people, sender) == (2, 1, 1)
    problem = people.value("SELECT problem FROM dead_letters WHERE coach_id = %s", sender.coach_id)
    assert problem == letter["problem"]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", NO_JSON),
        (b"{", NO_JSON),
        (b"\xff\xfe", NO_JSON),
        (b"NaN", NO_JSON),
        (b"1" * 5_000, NO_JSON),
        (b"[" * 100_000, NO_JSON),
        (b'"event"', "Envoyez un événement ou une liste d’événements."),
        (b"null", "Envoyez un événement ou une liste d’événements."),
        (b"[]", "Envoyez entre 1 et 500 événements à la fois."),
        (json.dumps([1] * 501).encode(), "Envoyez entre 1 et 500 événements à la fois."),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_what_cannot_be_read_is_kept_once(sender: Sender, people: People, body: bytes, error: str) -> None:
    for _ in range(2):
        answer = await sender.post(body)
        assert (answer.status_code, answer.json()) == (400, {"error": error})
    assert counts(people, sender) == (0, 1, 0)


@pytest.mark.parametrize("depth", range(850, 1_000, 10))
async def test_no_depth_is_too_deep(sender: Sender, depth: int) -> None:
    """Reading and writing JSON run out of stack at different depths."""
    assert (await sender.post(b'{"a":' * depth + b"1" + b"}" * depth)).status_code in (202, 400)


async def test_a_deep_event_is_a_letter(sender: Sender, people: People) -> None:
    """Whoever reads the ledger has another stack than whoever wrote it: what one could read, the other might not."""
    notes = [json.loads("[" * depth + "]" * depth) for depth in (60, 900)]
    answer = await sender.post([{**event(), "note": note} for note in notes])
    [letter] = answer.json()["dead_letters"]
    assert (letter["index"], "imbriqué" in letter["problem"]) == (1, True)
    assert counts(people, sender) == (1, 1, 1)


async def test_the_others_do_not_wait_for_a_long_reading(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    """A body may take a second to read: the loop that serves everybody goes on."""
    threads = list[str]()

    def noted(body: bytes, *, now: datetime) -> BodyReading:
        threads.append(threading.current_thread().name)
        return read(body, now=now)

    monkeypatch.setattr(ledger, "read", noted)
    await sender.post(event())
    await sender.post(event(), dry_run="1")
    assert len(threads) == 2
    assert threading.main_thread().name not in threads


async def test_a_deep_letter_does_not_swell(sender: Sender, people: People) -> None:
    """Each number of a deep list would get a line of its own with hundreds of blanks before it."""
    body = b"[" * 400 + b",".join([b"0"] * 5_000) + b"]" * 400
    assert len((await sender.post(body)).json()["dead_letters"]) == 1
    size = people.value("SELECT size FROM dead_letters WHERE coach_id = %s", sender.coach_id)
    assert isinstance(size, int)
    assert size <= 4 * len(body)


async def test_halves_of_characters_are_kept_too(sender: Sender, people: People) -> None:
    """JSON can say what UTF-8 and PostgreSQL cannot."""
    body = b'[{"type": "\\ud800\\u0000"}, {"type": "lead.won", "note": "\\udfff"}]'
    assert len((await sender.post(body)).json()["dead_letters"]) == 2
    odd = {**event(), "note": "\ud800"}
    assert (await sender.post(json.dumps(odd).encode())).json()["accepted"] == 1


async def test_too_large_is_refused_and_not_kept(sender: Sender, people: People) -> None:
    """At one byte over a mebibyte, without reading on."""
    exact = await sender.post(b" " * 1024 * 1024)
    assert exact.status_code == 400
    answer = await sender.post(b" " * (1024 * 1024 + 1))
    assert (answer.status_code, list(answer.json())) == (413, ["error"])
    assert counts(people, sender) == (0, 1, 0)


async def test_an_endless_body_is_not_read_to_its_end() -> None:
    """Memory stays bounded: reading stops with the chunk that is too much."""
    read = 0

    async def chunks() -> dict[str, Any]:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x" * 65_536, "more_body": True}

    scope = {"type": "http", "method": "POST", "path": PATH, "headers": [], "query_string": b""}
    answer = await route.take_events(Request(scope, chunks))
    assert answer.status_code == 413
    assert read == 17


async def test_a_slow_body_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_body, "PATIENCE", 0.05)

    async def nothing() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    scope = {"type": "http", "method": "POST", "path": PATH, "headers": [], "query_string": b""}
    assert (await route.take_events(Request(scope, nothing))).status_code == 408


async def test_a_database_that_is_away_asks_to_be_asked_again(
    sender: Sender, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """503, never 500, and no word of the driver's."""
    monkeypatch.setattr("trustcoach_app.db.unit_of_work._login", "trustcoach_nobody")
    answer = await sender.post(event())
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "trustcoach_nobody" not in answer.text


async def test_a_dry_run_keeps_nothing(sender: Sender, people: People) -> None:
    answer = await sender.post([event(), {"type": "?"}], dry_run="1")
    assert answer.status_code == 200
    assert answer.json()["understood"] == 1
    assert [letter["index"] for letter in answer.json()["dead_letters"]] == [1]
    assert (await sender.post([], dry_run="1")).status_code == 400
    assert (await sender.post(event(), headers=bearing("tcs_wrong"), dry_run="1")).status_code == 401
    assert counts(people, sender) == (0, 0, 0)


async def test_the_contract_is_published(http: httpx.AsyncClient) -> None:
    """To anybody, as it stands in docs/; the module says how to write it anew."""
    published = (await http.get(f"{PATH}/openapi.json")).json()
    assert published == json.loads((ROOT / "docs/setter/openapi.json").read_text())
    assert published == json.loads(json.dumps(openapi.document()))


def test_the_contract_refers_to_what_it_has() -> None:
    """Every reference resolves, every type has a schema, and what must be there is named."""
    document = openapi.document()
    text = json.dumps(document)
    refs = {part.partition('"')[0] for part in text.split('"$ref": "#/components/schemas/')[1:]}
    schemas = document["components"]["schemas"]
    assert refs <= set(schemas)
    assert document["openapi"].startswith("3.1.")
    mapping = schemas["Event"]["discriminator"]["mapping"]
    assert len(mapping) == 14
    for kind, ref in mapping.items():
        schema = schemas[ref.rpartition("/")[2]]
        assert schema["properties"]["type"]["const"] == kind
        assert {"event_id", "type", "occurred_at", "lead"} <= set(schema["required"])
    operation = document["paths"][PATH]["post"]
    assert set(operation["responses"]) == {"200", "202", "400", "401", "408", "413", "429", "503"}
    assert all(name in document["components"]["securitySchemes"] for each in operation["security"] for name in each)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_only_posts_are_taken(http: httpx.AsyncClient, method: str) -> None:
    assert (await http.request(method, PATH)).status_code == 405
