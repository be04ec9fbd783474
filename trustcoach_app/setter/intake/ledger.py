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

from trustcoach_app.db.types import cipher, new_id
from trustcoach_app.models.setter import DeadLetter, InboundEvent
from trustcoach_app.setter.intake.events import Event, Misunderstood, understand
from trustcoach_app.setter.intake.rows import insert_rows
from trustcoach_app.setter.keys import event_key

MOST_EVENTS = 500
LONGEST_PROBLEM = 500
MOST_LEVELS = 64
"""How deep one event may be nested: well within the stack of whoever reads the ledger."""

MOST_SWELLING = 3
"""How many times its length a letter may take to be easier to read."""


@dataclass(frozen=True)
class Letter:
    """What could not be understood: its place in the list (from 0), why, and its text."""

    index: int
    problem: str
    body: str
    digest: str
    """SHA-256 of what it says: of its JSON with sorted keys and no blanks; of the bytes where they are no JSON."""


@dataclass(frozen=True)
class Reading:
    """What a body says. `unreadable`: why there is nothing in it to understand; it is the only letter then."""

    events: tuple[tuple[Event, str], ...] = ()
    """Each with its JSON."""
    letters: tuple[Letter, ...] = ()
    unreadable: str = ""


@dataclass(frozen=True)
class Receipt:
    """What became of a body."""

    accepted: int = 0
    duplicates: int = 0
    letters: tuple[Letter, ...] = ()
    unreadable: str = ""


def read(body: bytes, *, now: datetime) -> Reading:
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


async def read_aside(body: bytes, *, now: datetime) -> Reading:
    """The same in a thread: a large body takes a second, in which everybody else would wait."""
    return await asyncio.to_thread(read, body, now=now)


def _no_number(name: str) -> None:
    raise ValueError(name)


def _unreadable(body: bytes, problem: str) -> Reading:
    letter = Letter(0, problem, body.decode(errors="replace"), hashlib.sha256(body).hexdigest())
    return Reading(letters=(letter,), unreadable=problem)


def _understood(said: list[Any], now: datetime) -> Reading:
    events: list[tuple[Event, str]] = []
    letters: list[Letter] = []
    for index, raw in enumerate(said):
        try:
            if _is_deeper(raw, MOST_LEVELS):
                raise Misunderstood("L’événement est imbriqué trop profondément.")
            events.append((understand(raw, now=now), json.dumps(raw)))
        except Misunderstood as problem:
            letters.append(_letter(index, raw, str(problem)))
    return Reading(tuple(events), tuple(letters))


def _letter(index: int, raw: Any, problem: str) -> Letter:
    canonical = json.dumps(raw, sort_keys=True, separators=(",", ":"))
    pretty = _indented(raw, most=MOST_SWELLING * len(canonical)) or json.dumps(raw, ensure_ascii=False)
    body = pretty if _is_text(pretty) else json.dumps(raw)
    return Letter(index, problem[:LONGEST_PROBLEM], body, hashlib.sha256(canonical.encode()).hexdigest())


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


async def receive(db: AsyncSession, *, coach_id: UUID, body: bytes, now: datetime) -> Receipt:
    """Keep what a body says, and enqueue one job for what is new. `db` acts as HOOK of the practice; no commit."""
    reading = await read_aside(body, now=now)
    await _keep_letters(db, coach_id, reading.letters, now)
    accepted = await _enter(db, coach_id, reading.events, now)
    return Receipt(accepted, len(reading.events) - accepted, reading.letters, reading.unreadable)


async def _enter(db: AsyncSession, coach_id: UUID, events: tuple[tuple[Event, str], ...], now: datetime) -> int:
    """How many were new. In the order of their keys, so that two batches with the same events cannot deadlock."""
    if not events:
        return 0
    batch_id = new_id()
    rows = [
        {
            "coach_id": coach_id,
            "id": event_key(coach_id, event.event_id),
            "batch_id": batch_id,
            "type": event.type,
            "body": cipher().encrypt(body.encode()),
            "received_at": now,
        }
        for event, body in events
    ]
    entered = await insert_rows(db, InboundEvent, rows)
    if entered:
        await db.execute(text("SELECT hook_enqueue(:batch_id)"), {"batch_id": batch_id})
    return entered


async def _keep_letters(db: AsyncSession, coach_id: UUID, letters: tuple[Letter, ...], now: datetime) -> None:
    rows = [
        {
            "coach_id": coach_id,
            "id": new_id(),
            "digest": letter.digest,
            "body": cipher().encrypt(letter.body.encode()),
            "size": len(letter.body.encode()),
            "problem": letter.problem,
            "received_at": now,
            "settlement": "",
        }
        for letter in letters
    ]
    await insert_rows(db, DeadLetter, rows, order="digest")
