"""The demonstration's accounts: one click in the demo, nothing outside it."""

import pytest

from tests.fixtures.people import People, Web
from trustcoach_app.auth.demo_accounts import ACCOUNTS
from trustcoach_app.auth.flash import SAYINGS
from trustcoach_app.config import settings


async def test_demo_accounts_have_a_door_in_the_demo_only(
    web: Web, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"compte": ACCOUNTS[0].email}
    assert (await web.post("/auth/demo", **asked)).headers["location"] == "/login"
    assert not web.session
    monkeypatch.setattr(settings(), "demo", True)
    assert (await web.post("/auth/demo", compte="marie@exemple.fr")).headers["location"] == "/login"
    refused = await web.post("/auth/demo", **asked)
    assert (refused.headers["location"], web.said()) == ("/login", SAYINGS["refused"][1])
