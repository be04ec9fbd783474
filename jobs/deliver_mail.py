"""The outbox goes out by SMTP; without SMTP_URL it stays where it is."""

from datetime import timedelta

from jobs.heartbeat import beat
from jobs.log import log
from jobs.queue import every
from trustcoach_app import clock
from trustcoach_app.db.principal import JOBS
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.integrations.mail.chosen import mail_client
from trustcoach_app.integrations.mail.outbox import OUTBOX, mail_to_send
from trustcoach_app.outgoing.calls import CallRefused, LeasedCall, make_next
from trustcoach_app.queues import MAIL

BATCH = 100
"""Mails of one run."""

SERVER = "smtp"
"""Under this name health reads what the mail server says of us."""


@every(timedelta(seconds=5), MAIL)
async def deliver_mail() -> None:
    """Mail by mail, until there is none, or until the server itself does not answer."""
    if not mail_client().can_send:
        return
    for _ in range(BATCH):
        if not await deliver_next():
            return


async def deliver_next() -> bool:
    """One mail. False when going on makes no sense."""
    made = await make_next(OUTBOX, JOBS, _send, now=clock.now)
    if made is None:
        return False
    if made.refusal is None:
        return True
    log.warning("mail %s was not sent: %s, attempt %d", made.leased.key[0], made.refusal.reason, made.leased.attempt)
    if made.refusal.is_about_callee:
        await beat(SERVER, made.refusal.reason)
    return not made.refusal.is_about_callee


async def _send(leased: LeasedCall) -> None:
    async with unit_of_work(JOBS) as db:
        mail = await mail_to_send(db, leased)
    await mail_client().send(mail)


@every(timedelta(minutes=5), MAIL)
async def check_mail_server() -> None:
    """Whether mails would go out, said before somebody waits for one."""
    if not mail_client().can_send:
        return
    try:
        await mail_client().check()
    except CallRefused as refusal:
        log.warning("the mail server cannot be used: %s", refusal.reason)
        await beat(SERVER, refusal.reason)
    else:
        await beat(SERVER)
