"""Mail from the outbox over real SMTP to a small server on loopback: what arrives, and what is tried again."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import Engine, LargeBinary, create_engine, delete, insert, literal, select, update

from jobs import deliver_mail as job
from tests.machine.conftest import free_port
from tests.machine.mailbox import Mailbox
from trustcoach_app import clock
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.engine import JOBS as JOBS_LOGIN
from trustcoach_app.db.engine import WEB, given_url
from trustcoach_app.db.principal import JOBS
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.integrations.mail import messages
from trustcoach_app.integrations.mail.client import MailClient, NullMailClient
from trustcoach_app.integrations.mail.outbox import OUTBOX
from trustcoach_app.integrations.mail.smtp import SmtpClient
from trustcoach_app.models.machine import OutboxMail

SENDER = "TrustCoach <bonjour@trustcoach.fr>"


@pytest.fixture
async def owner(database: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Engine]:
    """An empty outbox, and this process as the jobs login."""
    monkeypatch.setattr(unit, "_login", JOBS_LOGIN)
    engine = create_engine(given_url())
    with engine.begin() as connection:
        connection.execute(delete(OutboxMail))
    yield engine
    engine.dispose()


def use(client: MailClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "mail_client", lambda: client)


def queue_mail(owner: Engine, recipient: str = "elodie@example.org", *, age: timedelta = timedelta()) -> UUID:
    queued_at = clock.now() - age
    message = messages.sign_in(name="Élodie", link="https://tc.example/l#t", code="482913", minutes=10)
    mail = {"id": new_id(), "recipient": recipient, "subject": message.subject, "body": message.body, "attempts": 0}
    with owner.begin() as connection:
        row = insert(OutboxMail).values(**mail, queued_at=queued_at, next_attempt_at=queued_at, last_error="")
        connection.execute(row)
    return mail["id"]  # type: ignore[return-value]


def stored(owner: Engine, mail_id: UUID) -> Any:
    with owner.begin() as connection:
        return connection.execute(select(OutboxMail).where(OutboxMail.id == mail_id)).one()  # type: ignore[arg-type]


def make_due(owner: Engine) -> None:
    with owner.begin() as connection:
        connection.execute(update(OutboxMail).values(next_attempt_at=clock.now()))


async def test_a_mail_arrives_as_text_and_html_and_is_marked(
    owner: Engine, mailbox: tuple[Mailbox, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, url = mailbox
    use(SmtpClient(url, SENDER), monkeypatch)
    mail_id = queue_mail(owner)
    await job.deliver_mail()
    [mail] = box.mails
    assert (mail["From"], mail["To"]) == (SENDER, "elodie@example.org")
    assert mail["Subject"] == "Votre connexion à TrustCoach"
    assert mail["Message-ID"] == f"<{mail_id}@trustcoach.fr>"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text
    assert html
    assert "Bonjour Élodie," in text.get_content()
    assert "https://tc.example/l#t" in text.get_content()
    assert '<a href="https://tc.example/l#t"' in html.get_content()
    assert stored(owner, mail_id).sent_at is not None


async def test_each_mail_goes_once_with_three_deliverers(
    owner: Engine, mailbox: tuple[Mailbox, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, url = mailbox
    use(SmtpClient(url, SENDER), monkeypatch)
    recipients = [f"client{number}@example.org" for number in range(30)]
    for recipient in recipients:
        queue_mail(owner, recipient)
    await asyncio.gather(job.deliver_mail(), job.deliver_mail(), job.deliver_mail())
    assert sorted(mail["To"] for mail in box.mails) == sorted(recipients)


async def test_a_deliverer_that_died_after_its_claim_holds_the_mail_only_for_its_lease(
    owner: Engine, mailbox: tuple[Mailbox, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, url = mailbox
    use(SmtpClient(url, SENDER), monkeypatch)
    mail_id = queue_mail(owner)
    async with unit_of_work(JOBS) as db:
        assert await OUTBOX.lease_next(db, now=clock.now()) is not None
    await job.deliver_mail()
    assert box.mails == []
    make_due(owner)
    await job.deliver_mail()
    assert [mail["Message-ID"] for mail in box.mails] == [f"<{mail_id}@trustcoach.fr>"]
    assert stored(owner, mail_id).attempts == 2


@pytest.mark.parametrize(
    ("answer", "error", "waits_for_good"),
    [
        ("451 elodie@example.org: try later", "SMTPRecipientsRefused 451", False),
        ("550 elodie@example.org: no such user", "SMTPRecipientsRefused 550", True),
    ],
)
async def test_a_refused_mail_says_why_without_the_address(
    owner: Engine,
    mailbox: tuple[Mailbox, str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    answer: str,
    error: str,
    waits_for_good: bool,
) -> None:
    box, url = mailbox
    box.answer = answer
    use(SmtpClient(url, SENDER), monkeypatch)
    mail_id = queue_mail(owner)
    await job.deliver_mail()
    mail = stored(owner, mail_id)
    assert (mail.last_error, mail.attempts, mail.sent_at) == (error, 1, None)
    assert "elodie" not in caplog.text
    wait = mail.next_attempt_at - clock.now()
    assert (wait > timedelta(days=2)) if waits_for_good else (timedelta(seconds=10) < wait < timedelta(seconds=31))


async def test_a_silent_server_costs_one_attempt_and_not_one_per_mail(
    owner: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(SmtpClient(f"smtp://user:hunter2@127.0.0.1:{free_port()}", SENDER), monkeypatch)
    mails = [queue_mail(owner) for _ in range(3)]
    await job.deliver_mail()
    rows = [stored(owner, mail_id) for mail_id in mails]
    assert sorted(row.attempts for row in rows) == [0, 0, 1]
    assert {row.last_error for row in rows} == {"", "ConnectionRefusedError"}


async def test_after_three_days_nobody_waits_for_it(
    owner: Engine, mailbox: tuple[Mailbox, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, url = mailbox
    use(SmtpClient(url, SENDER), monkeypatch)
    queue_mail(owner, age=timedelta(days=3, seconds=1))
    queue_mail(owner, "fresh@example.org", age=timedelta(days=2, hours=23))
    await job.deliver_mail()
    assert [mail["To"] for mail in box.mails] == ["fresh@example.org"]


async def test_without_smtp_mail_stays_and_nothing_is_said(
    owner: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    use(NullMailClient(), monkeypatch)
    mail_id = queue_mail(owner)
    await job.deliver_mail()
    assert stored(owner, mail_id).attempts == 0
    assert caplog.text == ""


async def test_a_mail_that_no_key_opens_does_not_keep_the_others(
    owner: Engine, mailbox: tuple[Mailbox, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, url = mailbox
    use(SmtpClient(url, SENDER), monkeypatch)
    sealed, fine = queue_mail(owner, age=timedelta(minutes=1)), queue_mail(owner)
    with owner.begin() as connection:
        broken = update(OutboxMail.__table__).where(OutboxMail.id == sealed)  # type: ignore[arg-type]
        connection.execute(broken.values(body=literal(b"sealed with another key", LargeBinary)))
    await job.deliver_mail()
    assert [mail["Message-ID"] for mail in box.mails] == [f"<{fine}@trustcoach.fr>"]
    with owner.begin() as connection:
        told = connection.execute(select(OutboxMail.last_error).where(OutboxMail.id == sealed)).scalar_one()  # type: ignore[arg-type]
    assert told == "InvalidToken"


async def test_health_says_why_mails_do_not_go_out(
    owner: Engine, mailbox: tuple[Mailbox, str], monkeypatch: pytest.MonkeyPatch, http: httpx.AsyncClient
) -> None:
    """Before anybody waits for one; and that they do again."""
    _, url = mailbox

    async def said() -> object:
        return (await http.get("/health/ready")).json()["mail"]

    use(SmtpClient(url.replace("127.0.0.1", "0.0.0.0"), SENDER), monkeypatch)  # noqa: S104  reached, not bound
    await job.check_mail_server()
    with as_web(monkeypatch):
        assert await said() == {"status": "refused", "reason": "no TLS"}
    use(SmtpClient(url, SENDER), monkeypatch)
    await job.check_mail_server()
    with as_web(monkeypatch):
        assert await said() == {"status": "ok"}


async def test_what_health_says_of_the_mail_server_grows_old(
    owner: Engine, monkeypatch: pytest.MonkeyPatch, http: httpx.AsyncClient
) -> None:
    """Without SMTP_URL nobody asks it any more."""
    use(SmtpClient("http://wrong", SENDER), monkeypatch)
    await job.check_mail_server()
    use(NullMailClient(), monkeypatch)
    await job.check_mail_server()
    later = clock.now() + timedelta(minutes=16)
    with as_web(monkeypatch) as patch:
        patch.setattr(clock, "now", lambda: later)
        assert (await http.get("/health/ready")).json()["mail"] == {"status": "ok"}


@contextmanager
def as_web(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """This process as the web login, for a while."""
    with monkeypatch.context() as patch:
        patch.setattr(unit, "_login", WEB)
        yield patch
