"""The outbox: each mail is claimed by one conditional UPDATE, sent outside any transaction, and marked afterwards."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import uniform
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.integrations.mail.client import Letter, MailRefused
from trustcoach_app.integrations.mail.messages import Body
from trustcoach_app.models.machine import OutboxMail

LEASE = timedelta(minutes=5)
"""How long a claim keeps others away: well above what one delivery may take. A claim that was never marked lapses."""

TRIED_FOR = timedelta(days=3)
"""After this nobody waits for a mail any more, and a link in it is long dead."""

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Claim:
    """One mail that is ours to send until the lease ends."""

    id: UUID
    attempt: int
    letter: Letter


async def claim_next(db: AsyncSession, *, now: datetime) -> Claim | None:
    """Take the mail that waits longest and is due; None when there is none."""
    due = (
        select(col(OutboxMail.id))
        .where(col(OutboxMail.sent_at).is_(None), col(OutboxMail.next_attempt_at) <= now)
        .where(col(OutboxMail.queued_at) > now - TRIED_FOR)
        .order_by(col(OutboxMail.next_attempt_at))
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    claim = (
        update(OutboxMail)
        .where(col(OutboxMail.id) == due)
        .values(attempts=col(OutboxMail.attempts) + 1, next_attempt_at=now + LEASE)
        .returning(OutboxMail)
    )
    mail = (await db.scalars(claim)).one_or_none()
    if mail is None:
        return None
    body = Body.from_json(mail.body)
    return Claim(mail.id, mail.attempts, Letter(str(mail.id), mail.recipient, mail.subject, body.text, body.html))


async def mark_sent(db: AsyncSession, claim: Claim, *, now: datetime) -> None:
    """It went. A mail that another claim already marked keeps its hour."""
    sent = update(OutboxMail).where(col(OutboxMail.id) == claim.id, col(OutboxMail.sent_at).is_(None))
    await db.execute(sent.values(sent_at=now, last_error=""))


async def mark_refused(db: AsyncSession, claim: Claim, refusal: MailRefused, *, now: datetime) -> None:
    """It did not go: say why, and when to try again (never, when the answer would be the same)."""
    wait = TRIED_FOR if refusal.for_good else wait_after(claim.attempt)
    mine = update(OutboxMail).where(col(OutboxMail.id) == claim.id, col(OutboxMail.attempts) == claim.attempt)
    await db.execute(mine.values(next_attempt_at=now + wait, last_error=refusal.reason[:200]))


def wait_after(attempt: int) -> timedelta:
    """Before the next attempt: doubling from half a minute, an hour at most, spread over its upper half."""
    longest = min(FIRST_WAIT * 2 ** min(attempt - 1, 20), LONGEST_WAIT)
    return longest * uniform(0.5, 1)  # noqa: S311  jitter, not a secret
