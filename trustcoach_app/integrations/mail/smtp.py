"""SMTP by the standard library, in a thread: one connection a mail, TLS required and verified, every wait limited."""

import asyncio
import smtplib
import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from trustcoach_app.integrations.mail.client import Mail
from trustcoach_app.outgoing.calls import CallRefused
from trustcoach_app.outgoing.network import refuse_inside_unit_of_work

PATIENCE = 15.0
"""Seconds for each answer of the server."""

PERMANENT = 500
"""Codes from here on mean: do not try again (RFC 5321, 4.2.1)."""

ABOUT_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError)
"""What is said of a recipient or of what was written; the last one of an address that needs SMTPUTF8."""

NO_TLS = "no TLS"


class SmtpClient:
    """smtps:// speaks TLS from the start, smtp:// takes it up by STARTTLS. Without it nothing leaves this machine:
    mails hold links that let people in.
    """

    can_send = True

    def __init__(self, url: str, sender: str) -> None:
        self._server = urlsplit(url)
        self._sender = sender

    async def send(self, letter: Mail) -> None:
        """Send one mail. Raises CallRefused with a kind and a code."""
        await self._call(lambda: self._send(letter))

    async def check(self) -> None:
        """Greet, encrypt, sign in, and leave. Raises CallRefused as `send` would for any mail."""
        await self._call(self._check)

    async def _call(self, speak: Callable[[], None]) -> None:
        refuse_inside_unit_of_work()
        await asyncio.to_thread(speak)

    def _send(self, letter: Mail) -> None:
        try:
            message = as_message(letter, self._sender)
        except ValueError as error:
            raise CallRefused(type(error).__name__, for_good=True) from None
        with _open(self._server) as smtp:
            try:
                smtp.send_message(message)
            except (*ABOUT_ONE_MAIL, ValueError) as error:
                raise _refusal(error, is_about_callee=False) from None

    def _check(self) -> None:
        with _open(self._server) as smtp:
            smtp.noop()


def as_message(letter: Mail, sender: str) -> EmailMessage:
    """What goes over the wire: plain text, with HTML beside it. Raises ValueError for a line break in a header."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{letter.id}@{parseaddr(sender)[1].rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return message


@contextmanager
def _open(server: SplitResult) -> Generator[smtplib.SMTP]:
    """A connection that is signed in. Whatever goes wrong with it concerns every mail, but for the good-bye."""
    try:
        smtp = _connect(server)
        try:
            if server.username:
                smtp.login(unquote(server.username), unquote(server.password or ""))
            yield smtp
            with suppress(OSError):
                smtp.quit()
        finally:
            smtp.close()
    except (
        OSError,
        ValueError,
    ) as error:  # smtplib's errors are OSErrors; a port or host that cannot be is a ValueError
        raise _refusal(error, is_about_callee=True) from None


def _connect(server: SplitResult) -> smtplib.SMTP:
    tls, host = ssl.create_default_context(), server.hostname or ""
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, server.port or 465, timeout=PATIENCE, context=tls)
    if server.scheme != "smtp" or not host:
        raise CallRefused("SMTP_URL is neither smtp://host nor smtps://host", is_about_callee=True)
    smtp = smtplib.SMTP(host, server.port or 587, timeout=PATIENCE)
    try:
        _encrypt(smtp, host, tls)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _encrypt(smtp: smtplib.SMTP, host: str, tls: ssl.SSLContext) -> None:
    """By STARTTLS; only to this very machine may a line stay in clear."""
    smtp.ehlo_or_helo_if_needed()
    if smtp.has_extn("starttls"):
        smtp.starttls(context=tls)
        smtp.ehlo()
    elif not _is_loopback(host):
        raise CallRefused(NO_TLS, is_about_callee=True)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refusal(error: Exception, *, is_about_callee: bool) -> CallRefused:
    """A kind and a code. For good: what is permanent and about one mail."""
    code, kind = _code(error), type(error).__name__
    is_permanent = code >= PERMANENT or not isinstance(
        error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused
    )
    return CallRefused(
        f"{kind} {code}" if code else kind,
        for_good=is_permanent and not is_about_callee,
        is_about_callee=is_about_callee,
    )


def _code(error: Exception) -> int:
    """The server's reply code; 0 when it said none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
