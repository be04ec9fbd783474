"""Files at once: a few of one practice, some in all; beyond that a sentence, before anything is read."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import ExitStack
from typing import Any
from uuid import uuid4

import pytest
from starlette.exceptions import HTTPException

from tests.fixtures.people import Browsers, People, Web
from trustcoach_app.uploads.room import OF_A_PRACTICE, OF_ALL, room_for

BOUNDARY = "x" * 20
HEAD = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="fichier"; filename="a.csv"\r\n\r\nNom\r\nDupont\r\n'


async def slow(goes_on: asyncio.Event, begun: asyncio.Semaphore) -> AsyncGenerator[bytes]:
    """A file of which the rest comes later."""
    begun.release()
    yield HEAD.encode()
    await goes_on.wait()
    yield f"--{BOUNDARY}--\r\n".encode()


async def send(web: Web, path: str, body: Any) -> int:
    headers = {**web.headers, "content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    return (await web.client.post(path, content=body, headers=headers)).status_code


@pytest.mark.parametrize("path", ["/planning/import", "/setter/import", "/profil/photo"])
async def test_one_practice_has_a_few_on_their_way_and_others_come_in(
    people: People, browsers: Browsers, path: str
) -> None:
    alice, bob = browsers.open(), browsers.open()
    await alice.sign_in(people.add("coach"))
    await bob.sign_in(people.add("coach"))
    goes_on, begun = asyncio.Event(), asyncio.Semaphore(0)
    sent = [asyncio.create_task(send(alice, "/planning/import", slow(goes_on, begun))) for _ in range(OF_A_PRACTICE)]
    for _ in sent:
        await begun.acquire()
    goes_on_at_once = asyncio.Event()
    goes_on_at_once.set()
    assert await send(alice, path, slow(goes_on_at_once, begun)) == 429
    assert await send(bob, path, slow(goes_on_at_once, begun)) == 303
    goes_on.set()
    assert await asyncio.gather(*sent) == [303] * OF_A_PRACTICE
    assert await send(alice, path, slow(goes_on_at_once, begun)) == 303


def test_all_together_have_a_bound_too_and_what_is_done_leaves_its_place() -> None:
    with ExitStack() as taken:
        for _ in range(OF_ALL):
            taken.enter_context(room_for(uuid4()))
        with pytest.raises(HTTPException) as refused, room_for(uuid4()):
            pass
        assert (refused.value.status_code, refused.value.detail[:4]) == (429, "Trop")
    with room_for(uuid4()):
        pass
