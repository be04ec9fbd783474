"""What a setter is told that sends more than its allowance."""

from datetime import timedelta

import pytest

from tests.setter.hook.conftest import NewSender
from tests.setter.hook.sender import event
from trustcoach_app import clock
from trustcoach_app.setter.intake import routes
from trustcoach_app.webhooks.allowance import BYTES, Allowance, Rate

NOW = clock.now()
SECOND = timedelta(seconds=1)


async def test_beyond_it_is_429_until_the_delay_is_over(new_sender: NewSender, monkeypatch: pytest.MonkeyPatch) -> None:
    alice, bob = await new_sender(), await new_sender()
    monkeypatch.setattr(routes, "allowance", Allowance(Rate(1, 2), BYTES))
    monkeypatch.setattr(clock, "now", lambda: NOW)
    sent = event()
    assert [(await alice.post({}, headers={})).status_code for _ in range(5)] == [401] * 5, "counts for nobody"
    answers = [await alice.post(sent) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert (answers[2].headers["retry-after"], "Retry-After" in answers[2].json()["error"]) == ("1", True)
    assert (await alice.post(sent, dry_run="1")).status_code == 429
    assert (await bob.post(event())).status_code == 202
    monkeypatch.setattr(clock, "now", lambda: NOW + SECOND)
    assert (await alice.post(sent)).json()["duplicates"] == 1
