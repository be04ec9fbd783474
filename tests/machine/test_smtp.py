"""The SMTP client over a real line: TLS or nothing beyond this machine, no network in a transaction."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.machine.conftest import free_port
from tests.machine.mailbox import Mailbox
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.integrations.mail.client import Mail
from trustcoach_app.integrations.mail.smtp import SmtpClient
from trustcoach_app.outgoing.calls import CallRefused
from trustcoach_app.outgoing.network import NetworkInsideUnitOfWork, OutsideTransactions

SENDER = "TrustCoach <bonjour@trustcoach.fr>"
LETTER = Mail("id-1", "elodie@example.org", "Séance à 14:00", "Bonjour Élodie", "<p>Bonjour Élodie</p>")


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for localhost that nobody trusts, and a server's context with it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    cert = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(secret + cert.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return path, context


async def test_tls_is_used_where_offered_and_its_certificate_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, context = certificate(tmp_path)
    box, port = Mailbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port, tls_context=context, require_starttls=True)
    server.start()
    try:
        client = SmtpClient(f"smtp://localhost:{port}", SENDER)
        with pytest.raises(CallRefused, match="SSLCertVerificationError"):
            await client.send(LETTER)
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        await client.send(LETTER)
    finally:
        server.stop()
    assert len(box.mails) == 1


async def test_tls_from_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, context = certificate(tmp_path)
    box, port = Mailbox(), free_port()
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    server = Controller(box, hostname="localhost", port=port, ssl_context=context)
    server.start()
    try:
        client = SmtpClient(f"smtps://localhost:{port}", SENDER)
        await client.check()
        await client.send(LETTER)
    finally:
        server.stop()
    assert len(box.mails) == 1


@pytest.mark.parametrize("who", ["", "user:hunter2@"])
async def test_nothing_goes_over_a_line_that_others_can_read(mailbox: tuple[Mailbox, str], who: str) -> None:
    """Neither a password nor a mail, whose links let people in; also when somebody took STARTTLS out of the answer."""
    box, url = mailbox
    client = SmtpClient(url.replace("//127.0.0.1", f"//{who}0.0.0.0"), SENDER)  # noqa: S104  reached, not bound
    for call in (client.send(LETTER), client.check()):
        with pytest.raises(CallRefused, match="no TLS") as refused:
            await call
        assert (refused.value.is_about_callee, refused.value.for_good) == (True, False)
    assert box.mails == []


async def test_this_machine_needs_no_tls(mailbox: tuple[Mailbox, str]) -> None:
    box, url = mailbox
    client = SmtpClient(url, SENDER)
    await client.check()
    await client.send(LETTER)
    assert len(box.mails) == 1


@pytest.mark.parametrize(
    "url", ["http://mail.example", "mail.example:587", "smtp://", "smtp://127.0.0.1:99999", "smtp://127.0.0.1:x"]
)
async def test_a_wrong_address_of_the_server_costs_no_mail(url: str) -> None:
    """It is the server's fault, not the mail's: that waits until SMTP_URL is right."""
    with pytest.raises(CallRefused) as refused:
        await SmtpClient(url, SENDER).send(LETTER)
    assert (refused.value.is_about_callee, refused.value.for_good) == (True, False)


async def test_an_address_that_the_server_cannot_write_is_that_mail_s_fault() -> None:
    """The next mail may fare better."""
    box, port = Mailbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port, enable_SMTPUTF8=False)
    server.start()
    odd = Mail("1", "élodie@example.org", "Bonjour", "a", "b")
    try:
        with pytest.raises(CallRefused, match="SMTPNotSupportedError") as refused:
            await SmtpClient(f"smtp://127.0.0.1:{port}", SENDER).send(odd)
    finally:
        server.stop()
    assert (refused.value.is_about_callee, refused.value.for_good) == (False, True)
    assert box.mails == []


async def test_a_sender_that_the_server_refuses_costs_no_mail(mailbox: tuple[Mailbox, str]) -> None:
    """MAIL_FROM is wrong: every mail would fare the same, and none is given up for it."""
    box, url = mailbox
    box.sender_answer = "550 not from here"
    with pytest.raises(CallRefused, match="SMTPSenderRefused 550") as refused:
        await SmtpClient(url, SENDER).send(LETTER)
    assert (refused.value.is_about_callee, refused.value.for_good) == (True, False)


async def test_a_header_cannot_be_injected(mailbox: tuple[Mailbox, str]) -> None:
    box, url = mailbox
    evil = Mail("1", "elodie@example.org\nBcc: all@example.org", "Bonjour", "a", "b")
    with pytest.raises(CallRefused, match="ValueError") as refused:
        await SmtpClient(url, SENDER).send(evil)
    assert refused.value.for_good
    assert box.mails == []


async def test_no_network_inside_a_unit_of_work(database: str, mailbox: tuple[Mailbox, str]) -> None:
    box, url = mailbox
    async with unit_of_work(DOOR):
        with pytest.raises(NetworkInsideUnitOfWork):
            await SmtpClient(url, SENDER).send(LETTER)
        async with httpx.AsyncClient(transport=OutsideTransactions()) as http:
            with pytest.raises(NetworkInsideUnitOfWork):
                await http.get(url.replace("smtp", "http"))
    await SmtpClient(url, SENDER).send(LETTER)
    assert len(box.mails) == 1
