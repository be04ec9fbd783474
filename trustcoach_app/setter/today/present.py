"""The block in words. Pure."""

from datetime import datetime
from typing import Any

from trustcoach_app.formats import long_day, plural
from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.names import initials, tone_index
from trustcoach_app.setter.figures.present.amounts import number
from trustcoach_app.setter.follow_up import Priority
from trustcoach_app.setter.leads.address import PATH
from trustcoach_app.setter.present import PRIORITY, STATUS, account_beside, full_name, instagram_href
from trustcoach_app.setter.today.digest import forgotten_words, lines_of, waiting_words
from trustcoach_app.setter.today.queries import TodayFacts
from trustcoach_app.setter.today.views import DueLeadRow, NewsRow, TodayView

PAGE = 6
"""How many are shown at first, and how many more each time."""
MOST = 60
"""How many the page shows: beyond that the list of leads has them."""


def today_view(facts: TodayFacts, now: datetime, *, most: int, forgotten: int) -> TodayView:
    """`most` and `forgotten` are how many of either kind were asked for."""
    changes = facts.changes
    waiting = changes.waiting
    return TodayView(
        rows=[_row(lead, now) for lead in facts.leads],
        summary=waiting_words(waiting),
        more=_more(waiting.listed, most),
        every=f"Voir les {number(waiting.listed)} leads" if waiting.listed > most >= MOST else "",
        forgotten=[_row(lead, now) for lead in facts.forgotten],
        forgotten_label=forgotten_words(waiting),
        forgotten_more=_more(waiting.forgotten, forgotten) if forgotten else "",
        is_unfolded=forgotten > 0,
        since=f"depuis le {long_day(changes.since)}",
        news=[NewsRow(line.key, line.text, line.href) for line in lines_of(changes)],
    )


def _more(total: int, shown: int) -> str:
    rest = min(total, MOST) - shown
    return f"{number(min(rest, PAGE))} de plus" if rest > 0 else ""


def _row(lead: Any, now: datetime) -> DueLeadRow:
    status, status_tone = STATUS[lead.status]
    priority, priority_tone = PRIORITY[Priority(lead.priority)]
    days = (now - (lead.last_contact_at or lead.active_at)).days
    name = full_name(lead.first_name, lead.last_name, lead.instagram_username)
    return DueLeadRow(
        id=str(lead.id),
        href=f"{PATH}/{lead.id}",
        name=name,
        username=account_beside(name, lead.instagram_username),
        instagram_href=instagram_href(lead.instagram_username),
        initials=initials(name.removeprefix("@")),
        tone_index=tone_index(name),
        reason=reason_words(lead.status, Priority(lead.priority), days),
        silence="aujourd’hui" if days < 1 else plural(days, "jour"),
        status=status,
        status_tone=status_tone,
        priority=priority,
        priority_tone=priority_tone,
    )


def reason_words(status: LeadStatus, how: Priority, days: int) -> str:
    """Why somebody is on the list; `days` without contact."""
    if status is LeadStatus.LOST:
        return "A écrit après la perte"
    if status is LeadStatus.RELANCE:
        return f"Marqué «\u00a0relance\u00a0»{', déjà qualifié' if how is Priority.HIGH else ''}"
    return f"Votre dernier message est sans réponse depuis {plural(days, 'jour')}"
