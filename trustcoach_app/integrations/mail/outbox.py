"""The outbox: each mail is an intent of a call to the mail server (outgoing/calls.py)."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.integrations.mail.client import Mail
from trustcoach_app.integrations.mail.messages import Body
from trustcoach_app.models.machine import OutboxMail
from trustcoach_app.outgoing.calls import LeasedCall, OutgoingCalls

OUTBOX = OutgoingCalls(
    OutboxMail,
    done="sent_at",
    lease=timedelta(minutes=5),
    tried_for=timedelta(days=3),
    first_wait=timedelta(seconds=30),
    longest_wait=timedelta(hours=1),
)
"""After three days a link in a mail is long dead."""


async def mail_to_send(db: AsyncSession, leased: LeasedCall) -> Mail:
    """What was claimed, ready to send. Raises InvalidToken when no key opens it."""
    mail = await db.get_one(OutboxMail, leased.key)
    body = Body.from_json(mail.body)
    return Mail(str(mail.id), mail.recipient, mail.subject, body.text, body.html)
