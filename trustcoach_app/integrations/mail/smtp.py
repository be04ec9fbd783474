"""SMTP by the standard library, in a thread: one connection a mail, TLS verified, every wait limited."""

import asyncio
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from trustcoach_app.integrations.mail.client import Letter, MailRefused
from trustcoach_app.outgoing.network import refuse_inside_unit_of_work

PATIENCE = 15.0
"""Seconds for each answer of the server."""

PERMANENT = 500
"""Codes from here on mean: do not try again (RFC 5321, 4.2.1)."""

REQUESTS_OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused)


class SmtpClient:
    """smtps:// speaks TLS from the start; smtp:// takes it up where offered, and gives no password without it."""

    can_send = True

    def __init__(self, url: str, sender: str) -> None:
        self._server = urlsplit(url)
        self._sender = sender

    async def send(self, letter: Letter) -> None:
        """Send one mail. Raises MailRefused with a kind and a code."""
        refuse_inside_unit_of_work()
        try:
            await asyncio.to_thread(self._send, letter)
        except (OSError, ValueError) as error:  # smtplib's errors are OSErrors; a header that cannot be is a ValueError
            raise _refusal(error) from None

    def _send(self, letter: Letter) -> None:
        message = as_message(letter, self._sender)
        with _connect(self._server) as smtp:
            if self._server.username:
                _require_private(smtp, self._server)
                smtp.login(unquote(self._server.username), unquote(self._server.password or ""))
            smtp.send_message(message)


def as_message(letter: Letter, sender: str) -> EmailMessage:
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


def _connect(server: SplitResult) -> smtplib.SMTP:
    tls = ssl.create_default_context()
    host = server.hostname or "localhost"
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, server.port or 465, timeout=PATIENCE, context=tls)
    smtp = smtplib.SMTP(host, server.port or 587, timeout=PATIENCE)
    smtp.ehlo()
    if smtp.has_extn("starttls"):
        smtp.starttls(context=tls)
        smtp.ehlo()
    return smtp


def _require_private(smtp: smtplib.SMTP, server: SplitResult) -> None:
    """A password goes over TLS, or to this very machine."""
    if not isinstance(smtp.sock, ssl.SSLSocket) and not _is_loopback(server.hostname or "localhost"):
        raise smtplib.SMTPNotSupportedError("no TLS")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refusal(error: Exception) -> MailRefused:
    code = _code(error)
    kind = type(error).__name__
    is_about_mail = isinstance(error, REQUESTS_OF_ONE_MAIL) or not isinstance(error, OSError)
    is_permanent = code >= PERMANENT or not isinstance(error, OSError)
    return MailRefused(
        f"{kind} {code}" if code else kind, for_good=is_about_mail and is_permanent, is_about_server=not is_about_mail
    )


def _code(error: Exception) -> int:
    """The server's reply code; 0 when it said none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
