"""A client's actions in words. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from trustcoach_app.actions.queries import ActionRow
from trustcoach_app.client_file.actions.views import ActionLine
from trustcoach_app.formats import short_day
from trustcoach_app.models.actions import ActionOwner

OWNERS = {ActionOwner.CLIENT: "Le client", ActionOwner.COACH: "Vous"}


def action_lines(rows: Sequence[ActionRow], name: str, zone: ZoneInfo, now: datetime) -> list[ActionLine]:
    """In the order of the rows; `name` is the client's."""
    return [_line(row, name, zone, now) for row in rows]


def ticked(lines: Sequence[ActionLine], action_id: str, is_done: bool) -> list[ActionLine]:
    """The same lines, one of them done or not: what a page shows until it is read again. Their order stays."""
    said = {"is_done": is_done, "is_late": False, "when": "faite aujourd’hui" if is_done else ""}
    return [replace(line, **said) if line.id == action_id else line for line in lines]


def _line(row: ActionRow, name: str, zone: ZoneInfo, now: datetime) -> ActionLine:
    is_seen, today = row.owner is ActionOwner.CLIENT, now.astimezone(zone).date()
    return ActionLine(
        id=str(row.id),
        title=row.title,
        owner=(name.split() or [name])[0] if is_seen else OWNERS[ActionOwner.COACH],
        when=when_in_words(row.due_on, row.done_at and row.done_at.astimezone(zone).date(), today),
        is_done=row.done_at is not None,
        is_late=row.done_at is None and row.due_on is not None and row.due_on < today,
        is_of_session=row.session_id is not None,
        is_seen=is_seen,
    )


def when_in_words(due_on: date | None, done_on: date | None, today: date) -> str:
    """`faite aujourd’hui`, `faite le 12 janv.`, `pour aujourd’hui`, `pour le 12 janv.`; empty where nobody said."""
    day, said = (done_on, "faite") if done_on else (due_on, "pour")
    if day is None:
        return ""
    if day == today:
        return f"{said} aujourd’hui"
    return f"{said} le {short_day(day)}" + ("" if day.year == today.year else f" {day.year}")
