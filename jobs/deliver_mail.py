"""The outbox goes out by SMTP; without SMTP_URL it stays where it is."""

from datetime import timedelta

from jobs.queue import every, log
from trustcoach_app import clock
from trustcoach_app.db.principal import JOBS
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.integrations.mail.chosen import mail_client
from trustcoach_app.integrations.mail.client import MailRefused
from trustcoach_app.integrations.mail.outbox import claim_next, mark_refused, mark_sent

BATCH = 100


@every(timedelta(seconds=5))
async def deliver_mail() -> None:
    """Mail by mail, until there is none, or until the server itself does not answer."""
    if not mail_client().can_send:
        return
    for _ in range(BATCH):
        if not await deliver_next():
            return


async def deliver_next() -> bool:
    """Claim, send, mark: two short transactions around one call. False when going on makes no sense."""
    async with unit_of_work(JOBS) as db:
        claim = await claim_next(db, now=clock.now())
    if claim is None:
        return False
    try:
        await mail_client().send(claim.letter)
    except MailRefused as refusal:
        async with unit_of_work(JOBS) as db:
            await mark_refused(db, claim, refusal, now=clock.now())
        log.warning("mail %s was not sent: %s, attempt %d", claim.id, refusal.reason, claim.attempt)
        return not refusal.is_about_server
    async with unit_of_work(JOBS) as db:
        await mark_sent(db, claim, now=clock.now())
    return True
