"""What the setter tells of a client: the lead they came from. Their file is lent it when the application starts."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func
from sqlmodel import col

from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.leads.address import PATH
from trustcoach_app.setter.present import full_name
from trustcoach_app.timelines import TimelineRow, timeline_select

FIRST, WON = "lead", "lead_won"


def lead_selects(coach_id: UUID, client_id: UUID, zone: str) -> list[Select[*tuple[Any, ...]]]:
    """The first that was heard of the lead, and when they were won."""
    mine = and_(col(Lead.coach_id) == coach_id, col(Lead.client_id) == client_id)
    won = _leads(WON, col(Lead.won_at)).where(col(Lead.won_at).is_not(None))
    return [_leads(FIRST, col(Lead.created_at)).where(mine), won.where(mine)]


def lead_words(row: TimelineRow) -> tuple[str, str, str]:
    """Title, text, and where it leads."""
    title = "Lead gagné" if row.kind == WON else "Premier échange sur Instagram"
    return title, full_name(row.title or "", "", row.detail or ""), f"{PATH}/{row.about}"


def _leads(kind: str, at: Any) -> Select[*tuple[Any, ...]]:
    name = func.concat_ws(" ", func.nullif(col(Lead.first_name), ""), func.nullif(col(Lead.last_name), ""))
    words = {"title": name, "detail": col(Lead.instagram_username)}
    return timeline_select(kind, id=col(Lead.id), at=at, **words, about=col(Lead.id))
