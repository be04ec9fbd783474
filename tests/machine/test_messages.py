"""What the mails say, in both of their forms."""

import pytest

from trustcoach_app.integrations.mail import messages


@pytest.mark.parametrize(
    "message",
    [
        messages.sign_in(name="Élodie <b>", link="https://tc.example/l?a=1&b=2", code="482913", minutes=10),
        messages.password_reset(name="Élodie <b>", link="https://tc.example/l?a=1&b=2", minutes=60),
        messages.coach_invitation(name="Élodie <b>", link="https://tc.example/l?a=1&b=2", days=7),
    ],
)
def test_each_message_has_its_link_in_both_forms_and_loads_nothing(message: messages.Message) -> None:
    body = messages.Body.from_json(message.body)
    assert body.text.startswith("Bonjour Élodie,\n")
    assert "https://tc.example/l?a=1&b=2" in body.text
    assert body.html.count("https://tc.example/l?a=1&amp;b=2") == 2
    assert "$" not in body.html
    for loads in ("<img", "<link", "<script", "url(", "src="):
        assert loads not in body.html
    assert len(message.subject) <= 200
