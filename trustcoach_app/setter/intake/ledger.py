"""The way in: what a setter sent is read, kept once, and handed to the job that applies it.

A body is one event or a list of them. Each event that can be understood enters the ledger under a key made from its
event_id, so the same one sent again is the same row; each that cannot becomes a dead letter.
"""

import asyncio
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.db.types import cipher
from trustcoach_app.models.setter import InboundEvent
from trustcoach_app.setter.intake.dead_letters import NewDeadLetter, add_dead_letters
from trustcoach_app.setter.intake.events import Misunderstood, SetterEvent, understand
from trustcoach_app.setter.intake.rows import insert_rows
from trustcoach_app.setter.keys import event_key

MOST_EVENTS = 500
MOST_LEDGER_BYTES = 256 * 1024 * 1024
"""Of one practice's events as they rest, some 400,000: beyond, the oldest that were applied go."""

LONGEST_PROBLEM = 500
MOST_LEVELS = 64
"""How deep one event may be nested: well within the stack of whoever reads the ledger."""

MOST_SWELLING = 3
"""How many times its length a letter may take to be easier to read."""


@dataclass(frozen=True)
class BodyReading:
    """What a body says. `unreadable`: why there is nothing in it to understand; it is the only letter then."""

    events: tuple[tuple[SetterEvent, str], ...] = ()
    """Each with its JSON."""
    letters: tuple[NewDeadLetter, ...] = ()
    unreadable: str = ""


class LedgerFull(Exception):
    """So much waits to be applied that no more is taken in for now."""


@dataclass(frozen=True)
class Receipt:
    """What became of a body."""

    accepted: int = 0
    duplicates: int = 0
    letters: tuple[NewDeadLetter, ...] = ()
    unreadable: str = ""


def read(body: bytes, *, now: datetime) -> BodyReading:
    """Understand what can be understood. Pure."""
    try:
        said: Any = json.loads(body.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError):
        return _unreadable(body, "Le corps de la requête n’est pas du JSON valide en UTF-8.")
    if isinstance(said, dict):
        said = [said]
    if not isinstance(said, list):
        return _unreadable(body, "Envoyez un événement ou une liste d’événements.")
    if not 0 < len(said) <= MOST_EVENTS:
        return _unreadable(body, f"Envoyez entre 1 et {MOST_EVENTS} événements à la fois.")
    try:
        return _understood(said, now)
    except RecursionError:
        return _unreadable(body, "Ce JSON est imbriqué trop profondément.")


async def read_aside(body: bytes, *, now: datetime) -> BodyReading:
    """The same in a thread: a large body takes a second, in which everybody else would wait."""
    return await asyncio.to_thread(read, body, now=now)


def _no_number(name: str) -> None:
    raise ValueError(name)


def _unreadable(body: bytes, problem: str) -> BodyReading:
    letter = NewDeadLetter(0, problem, body.decode(errors="replace"), hashlib.sha256(body).hexdigest())
    return BodyReading(letters=(letter,), unreadable=problem)


def _understood(said: list[Any], now: datetime) -> BodyReading:
    events: list[tuple[SetterEvent, str]] = []
    letters: list[NewDeadLetter] = []
    for index, raw in enumerate(said):
        try:
            if _is_deeper(raw, MOST_LEVELS):
                raise Misunderstood("L’événement est imbriqué trop profondément.")
            events.append((understand(raw, now=now), json.dumps(raw)))
        except Misunderstood as problem:
            letters.append(_letter(index, raw, str(problem)))
    return BodyReading(tuple(events), tuple(letters))


def _letter(index: int, raw: Any, problem: str) -> NewDeadLetter:
    canonical = json.dumps(raw, sort_keys=True, separators=(",", ":"))
    pretty = _indented(raw, most=MOST_SWELLING * len(canonical)) or json.dumps(raw, ensure_ascii=False)
    body = pretty if _is_text(pretty) else json.dumps(raw)
    return NewDeadLetter(index, problem[:LONGEST_PROBLEM], body, hashlib.sha256(canonical.encode()).hexdigest())


def _is_deeper(raw: Any, levels: int) -> bool:
    parts = raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ()
    return levels < 0 or any(_is_deeper(part, levels - 1) for part in parts if isinstance(part, dict | list))


def _indented(raw: object, *, most: int) -> str:
    """JSON to read; empty where it would be longer than that: each line of a deep list begins with all its blanks."""
    pieces, size = list[str](), 0
    for piece in json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(raw):
        size += len(piece)
        if size > most:
            return ""
        pieces.append(piece)
    return "".join(pieces)


def _is_text(words: str) -> bool:
    """Whether it can be written as UTF-8: JSON may hold halves of characters."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


async def receive(db: AsyncSession, *, coach_id: UUID, reading: BodyReading, now: datetime) -> Receipt:
    """Keep what a body says, and see that what is new will be applied. `db` acts as HOOK of the practice; no commit.

    Raises LedgerFull.
    """
    rows = [_row(coach_id, event, body, now) for event, body in reading.events]
    volume = {"bytes": sum(row["size"] for row in rows), "most": MOST_LEDGER_BYTES}
    if not await db.scalar(text("SELECT hook_make_room(:bytes, :most)"), volume):
        raise LedgerFull
    await add_dead_letters(db, coach_id=coach_id, letters=reading.letters, now=now)
    accepted = await insert_rows(db, InboundEvent, rows)
    if accepted:
        await db.execute(text("SELECT hook_enqueue()"))
    return Receipt(accepted, len(rows) - accepted, reading.letters, reading.unreadable)


def _row(coach_id: UUID, event: SetterEvent, body: str, now: datetime) -> dict[str, Any]:
    sealed = cipher().encrypt(body.encode())
    key = event_key(coach_id, event.event_id)
    named = {"coach_id": coach_id, "id": key, "type": event.type, "instagram_id": event.lead.instagram_id}
    row = {**named, "body": sealed, "size": len(sealed), "attempts": 0}
    return {**row, "received_at": now}
