"""The links that the door mails: one that signs in, and one under which a new password is chosen. Acts as DOOR."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.auth import mailed_links
from trustcoach_app.auth.mailed_links import RESET_LASTS, SIGN_IN_LASTS, NewLink
from trustcoach_app.integrations.mail import messages
from trustcoach_app.models.door import LinkKind


async def mail_sign_in_link(db: AsyncSession, *, email: str, browser: str, now: datetime) -> None:
    """Mail a link that works in one browser only, and a code to type in that browser."""
    link = NewLink(
        LinkKind.SIGN_IN, mailed_links.new_token(), SIGN_IN_LASTS, code=mailed_links.new_code(), browser=browser
    )
    message = messages.sign_in(
        name="",
        link=mailed_links.sign_in_address(link.token),
        code=f"{link.code[:4]} {link.code[4:]}",
        minutes=_minutes(SIGN_IN_LASTS),
    )
    await mailed_links.issue_link(db, link, email=email, subject=message.subject, body=message.body, now=now)


async def mail_reset_link(db: AsyncSession, *, email: str, now: datetime) -> None:
    """Mail a link under which a new password can be chosen, in any browser."""
    link = NewLink(LinkKind.RESET, mailed_links.new_token(), RESET_LASTS)
    address = mailed_links.new_password_address(link.token)
    message = messages.password_reset(name="", link=address, minutes=_minutes(RESET_LASTS))
    await mailed_links.issue_link(db, link, email=email, subject=message.subject, body=message.body, now=now)


def _minutes(lasts: timedelta) -> int:
    return int(lasts.total_seconds() // 60)
