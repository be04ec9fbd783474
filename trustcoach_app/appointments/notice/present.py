"""The words of a move or a cancellation for its client. Pure."""

from datetime import datetime
from enum import StrEnum
from urllib.parse import quote
from zoneinfo import ZoneInfo

from trustcoach_app.appointments.notice.queries import NoticeFacts
from trustcoach_app.appointments.notice.views import Notice
from trustcoach_app.clients.present import mail_link
from trustcoach_app.formats import clock_time, long_day

UNTOLD = "Votre client n’a pas été prévenu."
TELL = "Prévenir"


class NoticeKind(StrEnum):
    """What became of it."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    STANDS = "stands"
    """It lies ahead as its details say, whatever was changed before."""


SUBJECTS = {
    NoticeKind.MOVED: "Votre séance est déplacée",
    NoticeKind.CANCELLED: "Votre séance est annulée",
    NoticeKind.STANDS: "Votre prochaine séance",
}


def notice(news: NoticeKind, facts: NoticeFacts) -> Notice:
    """The message, with the hours of the coach's clock, and named so where the client's clock shows others."""
    when = [_moment(at, facts) for at in facts.starts]
    said = _news(news, when, facts)
    hello = facts.client.name.split()[0] if facts.client.name.split() else ""
    message = "\n\n".join(filter(None, (f"Bonjour {hello},", said, f"À bientôt,\n{facts.coach_name}")))
    client = facts.client
    return Notice(
        client_name=client.name,
        message=message,
        mail_link=mail_link(client.email, subject=SUBJECTS[news], body=message) if client.email else "",
        sms_link=f"sms:{client.phone}?body={quote(message)}" if client.phone else "",
    )


def _news(news: NoticeKind, when: list[str], facts: NoticeFacts) -> str:
    if news is NoticeKind.STANDS:
        return f"Notre séance est prévue le {when[0]}."
    return _moved(when[0], facts) if news is NoticeKind.MOVED else _cancelled(when)


def _moved(when: str, facts: NoticeFacts) -> str:
    before = f" du {_moment(facts.before, facts)}" if facts.before else ""
    return f"Notre séance{before} est déplacée au {when}."


def _cancelled(when: list[str]) -> str:
    if len(when) == 1:
        return f"Notre séance du {when[0]} est annulée."
    return "Ces séances sont annulées\u202f:\n" + "\n".join(f"– {each}" for each in when)


def _moment(at: datetime, facts: NoticeFacts) -> str:
    """`mardi 12 janvier à 14:00`, with the zone's name where the client lives by another clock."""
    local = at.astimezone(facts.zone)
    words = f"{long_day(local.date())} à {clock_time(at, facts.zone)}"
    same = local.utcoffset() == at.astimezone(ZoneInfo(facts.client.timezone)).utcoffset()
    return words if same else f"{words} (heure de {facts.zone.key.rpartition('/')[2].replace('_', ' ')})"
