"""Sending one mail, or not being able to: one shape for both."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Letter:
    """One mail, ready to send. `id` becomes its Message-ID, so that a mail sent twice after a crash shows as one."""

    id: str
    recipient: str
    subject: str
    text: str
    html: str


class MailRefused(Exception):
    """It did not go. `reason` is a kind and a code, never a server's text: those quote addresses and more."""

    def __init__(self, reason: str, *, for_good: bool = False, is_about_server: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good
        """Trying again would get the same answer."""
        self.is_about_server = is_about_server
        """The next mail would fare no better."""


class MailClient(Protocol):
    """What can send mail."""

    can_send: bool

    async def send(self, letter: Letter) -> None:
        """Send outside any unit of work. Raises MailRefused."""
        ...


class NullMailClient:
    """No SMTP_URL: mail stays in the outbox, and nothing is faked (decision 20)."""

    can_send = False

    async def send(self, letter: Letter) -> None:
        """Raises MailRefused, always."""
        raise MailRefused("no SMTP_URL", is_about_server=True)
