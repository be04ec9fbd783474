"""Sending one mail, or not being able to: one shape for both."""

from dataclasses import dataclass
from typing import Protocol

from trustcoach_app.outgoing.calls import CallRefused


@dataclass(frozen=True)
class Mail:
    """One mail, ready to send. `id` becomes its Message-ID, so that a mail sent twice after a crash shows as one."""

    id: str
    recipient: str
    subject: str
    text: str
    html: str


class MailClient(Protocol):
    """What can send mail. Both calls stand outside of any unit of work."""

    can_send: bool

    async def send(self, letter: Mail) -> None:
        """Send one mail. Raises CallRefused."""
        ...

    async def check(self) -> None:
        """Go as far as the server lets us without a mail. Raises CallRefused with what every mail would get."""
        ...


class NullMailClient:
    """No SMTP_URL: mail stays in the outbox, and nothing is faked (decision 20)."""

    can_send = False

    async def send(self, letter: Mail) -> None:
        """Raises CallRefused, always."""
        raise CallRefused("no SMTP_URL", is_about_callee=True)

    async def check(self) -> None:
        """Raises CallRefused, always."""
        raise CallRefused("no SMTP_URL", is_about_callee=True)
