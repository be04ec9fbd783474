"""What the mails say, in both of their forms: every function of messages.py that makes one."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from trustcoach_app.integrations.mail import messages

LINK = "https://tc.example/l?a=1&b=2"
SAID: dict[str, Any] = {"name": "Élodie <b>", "link": LINK, "code": "4829 1310", "coach": "Marie <i>"}
"""What a mail is told; numbers are 7."""

MAILS = {
    name: make
    for name, make in inspect.getmembers(messages, inspect.isfunction)
    if not name.startswith("_") and inspect.signature(make).return_annotation is messages.MailContent
}


def made(make: Callable[..., messages.MailContent]) -> messages.MailContent:
    """The mail, told what its function asks for."""
    return make(**{name: SAID.get(name, 7) for name in inspect.signature(make).parameters})


def test_there_are_mails() -> None:
    """A new one is found by what it returns."""
    assert {"sign_in", "password_reset", "coach_invitation", "practice_opened", "setter_silent"} <= set(MAILS)


@pytest.mark.parametrize("name", MAILS)
def test_each_mail_has_its_link_in_both_forms_and_loads_nothing(name: str) -> None:
    message = made(MAILS[name])
    body = messages.Body.from_json(message.body)
    assert body.text.startswith("Bonjour Élodie,\n")
    assert LINK in body.text
    assert body.html.count("https://tc.example/l?a=1&amp;b=2") == 2
    assert "$" not in body.html
    assert "<i>" not in body.html
    for loads in ("<img", "<link", "<script", "url(", "src="):
        assert loads not in body.html
    assert 0 < len(message.subject) <= 200
    assert not {"4829", "1310"} & set(message.subject.split())
