"""The rows that a merge moves: one statement a table, in the database, each row remembered; and their way back.

It knows no capability, only the tables that MOVES names (models/merging.py): a merge is of their keys, not of their
meaning.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, Table, Uuid, cast, delete, exists, literal, null, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from trustcoach_app.db.types import new_id
from trustcoach_app.models.merging import MOVES, ClientMergeRow

TAGS, TALKS, MESSAGES = "client_tags", "conversations", "messages"
COLUMN = {"clients": "merged_into", MESSAGES: "conversation_id"}
"""Where a table says whose its rows are, unless it is `client_id`."""
WHOLE = tuple(sorted(MOVES.keys() - {TAGS, TALKS}))
"""Tables that move as they are."""


@dataclass(frozen=True)
class Move:
    """From whom to whom, by which merge."""

    coach_id: UUID
    merge_id: UUID
    from_id: UUID
    to_id: UUID


def table(name: str) -> Table:
    """A table by its name."""
    return SQLModel.metadata.tables[name]


def owner(name: str) -> ColumnElement[UUID]:
    """The column of a table that says whose its rows are."""
    return table(name).c[COLUMN.get(name, "client_id")]


async def move_rows(db: AsyncSession, move: Move) -> None:
    """Everything of the one is the other's. A statement for each table of MOVES, and two more."""
    for name in WHOLE:
        await _move(db, move, name)
    await _move_talk(db, move)
    await _move_tags(db, move)


async def _move(db: AsyncSession, move: Move, name: str) -> None:
    rows = table(name)
    mine = (rows.c.coach_id == move.coach_id) & (owner(name) == move.from_id)
    moved = update(rows).where(mine).values({owner(name).key: move.to_id}).returning(rows.c.id).cte()
    await _remember(db, move, name, select(moved.c.id, literal(move.to_id)))


async def _remember(db: AsyncSession, move: Move, name: str, moved: Select[Any, Any]) -> None:
    """`moved`: keys, and whose they are now. What is remembered already stays so."""
    rows = moved.subquery()
    key, to_id = rows.c
    values = select(literal(move.coach_id), literal(move.merge_id), literal(name), key, literal(move.from_id), to_id)
    names = ["coach_id", "merge_id", "table_name", "row_id", "from_id", "to_id"]
    await db.execute(insert(ClientMergeRow).from_select(names, values).on_conflict_do_nothing())


async def _move_talk(db: AsyncSession, move: Move) -> None:
    """The survivor has the one conversation: it moves, or its messages do where both have one."""
    talks = await _talks(db, move)
    if move.from_id in talks and move.to_id in talks:
        between = Move(move.coach_id, move.merge_id, talks[move.from_id], talks[move.to_id])
        await _move(db, between, MESSAGES)
    elif move.from_id in talks:
        await _move(db, move, TALKS)


async def _talks(db: AsyncSession, move: Move) -> dict[UUID, UUID]:
    """The conversation of each of the two who has one."""
    rows = table(TALKS)
    query = select(rows.c.client_id, rows.c.id).where(rows.c.coach_id == move.coach_id)
    found = await db.execute(query.where(rows.c.client_id.in_([move.from_id, move.to_id])))
    return {row.client_id: row.id for row in found}


async def _move_tags(db: AsyncSession, move: Move) -> None:
    """The survivor has the tags of both. One that both had is remembered without a new owner: the survivor's stands."""
    rows = table(TAGS)
    of = rows.c.coach_id == move.coach_id, rows.c.client_id == move.from_id
    wanted = select(rows.c.coach_id, literal(move.to_id), rows.c.tag_id).where(*of)
    new = insert(rows).from_select(["coach_id", "client_id", "tag_id"], wanted).on_conflict_do_nothing()
    gained, given = new.returning(rows.c.tag_id).cte(), delete(rows).where(*of).returning(rows.c.tag_id).cte()
    await _remember(db, move, TAGS, select(gained.c.tag_id, literal(move.to_id)))
    await _remember(db, move, TAGS, select(given.c.tag_id, cast(null(), Uuid)))


async def give_back_rows(db: AsyncSession, move: Move, since: datetime) -> None:
    """The reverse, of what was moved and is still there. What came since stays, but for what hangs from a moved row."""
    for name in (*WHOLE, TALKS, MESSAGES):
        rows, moved = table(name), _remembered(move, name)
        back = update(rows).where(rows.c.coach_id == move.coach_id, rows.c.id == moved.c.row_id)
        back = back.where(owner(name) == moved.c.to_id).values({owner(name).key: moved.c.from_id})
        await db.execute(back.execution_options(synchronize_session=False))
    await _keep_later_messages(db, move, since)
    await _give_back_tags(db, move)


async def _give_back_tags(db: AsyncSession, move: Move) -> None:
    """Tags that the practice forgot meanwhile are gone."""
    rows, tags, moved = table(TAGS), table("tags"), _remembered(move, TAGS)
    known = (tags.c.coach_id == move.coach_id) & (tags.c.id == moved.c.row_id)
    had = select(tags.c.coach_id, moved.c.from_id, tags.c.id).join_from(tags, moved, known)
    await db.execute(insert(rows).from_select(["coach_id", "client_id", "tag_id"], had).on_conflict_do_nothing())
    gained = select(moved.c.row_id).where(moved.c.to_id == move.to_id)
    mine = (rows.c.coach_id == move.coach_id) & (rows.c.client_id == move.to_id)
    await db.execute(delete(rows).where(mine, rows.c.tag_id.in_(gained)))


async def _keep_later_messages(db: AsyncSession, move: Move, since: datetime) -> None:
    """Of a conversation that went back: what was written after `since`, the merge, stays with the survivor."""
    rows, talks, moved = table(MESSAGES), table(TALKS), _remembered(move, TALKS)
    later = (rows.c.coach_id == move.coach_id) & (rows.c.conversation_id == moved.c.row_id) & (rows.c.sent_at > since)
    if await db.scalar(select(exists().where(later))):
        own = new_id()
        old = select(moved.c.row_id).scalar_subquery()
        await db.execute(insert(talks).values(coach_id=move.coach_id, id=own, client_id=move.to_id))
        stay = update(rows).where(rows.c.coach_id == move.coach_id, rows.c.conversation_id == old)
        await db.execute(stay.where(rows.c.sent_at > since).values(conversation_id=own))


def _remembered(move: Move, name: str) -> Subquery:
    is_of = col(ClientMergeRow.coach_id) == move.coach_id, col(ClientMergeRow.merge_id) == move.merge_id
    columns = col(ClientMergeRow.row_id), col(ClientMergeRow.from_id), col(ClientMergeRow.to_id)
    return select(*columns).where(*is_of, col(ClientMergeRow.table_name) == name).subquery()
