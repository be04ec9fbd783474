"""Setters with a secret, and what they left in the database."""

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest
from starlette.applications import Starlette

from tests.fixtures.people import People
from tests.setter.hook.sender import Sender
from trustcoach_app.web.routes import ROUTES

NewSender = Callable[[], Awaitable[Sender]]


@pytest.fixture
async def http(application: str) -> AsyncIterator[httpx.AsyncClient]:
    """The real routes, without a server in between."""
    transport = httpx.ASGITransport(Starlette(routes=ROUTES))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


@pytest.fixture
def new_sender(http: httpx.AsyncClient, people: People) -> NewSender:
    """Makes a coach whose setter has a secret."""

    async def make() -> Sender:
        person = people.add("coach", password=False)
        assert person.coach_id
        sender = Sender(http, person.coach_id, person.id)
        await sender.make_secret()
        return sender

    return make


@pytest.fixture
async def sender(new_sender: NewSender) -> Sender:
    """One of them."""
    return await new_sender()
