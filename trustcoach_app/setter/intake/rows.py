"""Many rows in one statement: they travel as one JSON array, and PostgreSQL reads it with the table's own types."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

Rows = Sequence[Mapping[str, Any]]


async def insert_rows(db: AsyncSession, model: type[SQLModel], rows: Rows, *, order: str = "id") -> int:
    """Insert those whose key is not there yet, in the order of a column; all rows name the same columns.

    Returns how many were new. It needs no right to read the table.
    """
    if not rows:
        return 0
    columns = ", ".join(rows[0])
    result = await db.execute(
        text(
            f"INSERT INTO {model.__tablename__} ({columns}) SELECT {columns} "  # noqa: S608  names from our own models
            f"FROM {_sent(model)} ORDER BY {order} ON CONFLICT DO NOTHING"
        ),
        {"rows": _json(rows)},
        execution_options={"preserve_rowcount": True},
    )
    assert isinstance(result, CursorResult)
    return result.rowcount


async def update_rows(db: AsyncSession, model: type[SQLModel], rows: Rows, columns: Sequence[str]) -> None:
    """Set these columns of the rows with these (coach_id, id)."""
    if not rows:
        return
    values = ", ".join(f"{column} = sent.{column}" for column in columns)
    await db.execute(
        text(
            f"UPDATE {model.__tablename__} AS stored SET {values} FROM {_sent(model)} "  # noqa: S608  as above
            "WHERE stored.coach_id = sent.coach_id AND stored.id = sent.id"
        ),
        {"rows": _json(rows)},
    )


async def replace_rows(db: AsyncSession, model: type[SQLModel], rows: Rows, *, of: str) -> None:
    """Make the rows of each parent that is named (their column `of`) just these; those that are right stay untouched.

    All rows name the same columns, key and parent among them.
    """
    if not rows:
        return
    table, named = model.__tablename__, [column for column in rows[0] if column not in ("coach_id", "id")]
    columns, stored, sent = (", ".join(f"{row}{name}" for name in named) for row in ("", "stored.", "excluded."))
    sql = f"""
    WITH rows AS MATERIALIZED (SELECT * FROM {_sent(model)}), gone AS (
        DELETE FROM {table} AS stored USING (SELECT DISTINCT coach_id, {of} FROM rows) AS these
        WHERE stored.coach_id = these.coach_id AND stored.{of} = these.{of}
          AND NOT EXISTS (SELECT FROM rows WHERE rows.coach_id = stored.coach_id AND rows.id = stored.id)
    )
    INSERT INTO {table} AS stored (coach_id, id, {columns}) SELECT coach_id, id, {columns} FROM rows ORDER BY id
    ON CONFLICT (coach_id, id) DO UPDATE SET ({columns}) = ROW({sent}) WHERE ({stored}) IS DISTINCT FROM ({sent})
    """  # noqa: S608  as above
    await db.execute(text(sql), {"rows": _json(rows)})


def _sent(model: type[SQLModel]) -> str:
    return f"jsonb_populate_recordset(CAST(NULL AS {model.__tablename__}), CAST(:rows AS jsonb)) AS sent"


def _json(rows: Rows) -> str:
    return json.dumps([dict(row) for row in rows], default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)
