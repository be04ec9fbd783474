"""Two clients become one, and two again (decision 80)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.keys import search_key, sort_key
from trustcoach_app.clients.merging.rows import Move, give_back_rows, move_rows
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.models.clients import Client, ClientStage
from trustcoach_app.models.merging import ClientMerge
from trustcoach_app.models.tags import MOST_TAGS, ClientTag

UNDO = timedelta(minutes=10)
CHOICES = ("name", "email", "phone", "timezone")
"""What the coach chooses where both have one."""
WRITTEN = (*CHOICES, "stage", "search_key", "sort_key", "archived_at")

TOO_LATE = "Cette fusion ne peut plus être annulée\u202f: les dix minutes sont passées, ou c’est déjà fait."
ITSELF = "C’est la même fiche\u202f: choisissez-en une autre."
ALREADY = "Cette fiche est déjà réunie à une autre."
TWO_ACCOUNTS = (
    "Deux personnes se connectent avec ces fiches\u202f: chacune a son propre compte. Elles restent deux fiches, tant "
    "que l’administrateur n’a pas fermé l’un des deux comptes."
)


@dataclass(frozen=True)
class Merged:
    """What was done: the merge, who stays, and who is read through them."""

    merge_id: UUID
    survivor_id: UUID
    merged_id: UUID
    name: str
    """The survivor's, as it is now."""


async def merge_clients(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, other_id: UUID, taken: Collection[str] = (), now: datetime
) -> Merged:
    """Move everything of `other_id` to `client_id`, who stays; the other way round where only the other has an account.

    Args:
        taken: of CHOICES, what is taken from `other_id` where both have one. Where one of them has nothing, the other's
            value is kept. What is not kept rests with the merged one, whose name and address lead to the survivor.

    Raises NotFound, also for another coach's; Conflict for the same one twice, one who is merged already, two different
    accounts, and more than MOST_TAGS tags together.
    """
    if client_id == other_id:
        raise Conflict(ITSELF)
    two = await _locked(db, coach_id, client_id, other_id)
    one, other = two[client_id], two[other_id]
    if one.user_id and other.user_id and one.user_id != other.user_id:
        raise Conflict(TWO_ACCOUNTS)
    await _refuse_too_many_tags(db, coach_id, two)
    kept, rest = _shared_out(one, other, taken)
    survivor, merged = (other, one) if other.user_id and not one.user_id else (one, other)
    before = {"survivor": _columns(survivor), "merged": _columns(merged)}
    row = ClientMerge(
        coach_id=coach_id, survivor_id=survivor.id, merged_id=merged.id, merged_at=now, before=before, after=_said(kept)
    )
    db.add(row)
    await db.flush()
    await move_rows(db, Move(coach_id, row.id, merged.id, survivor.id))
    await _write(db, merged, {**rest, "merged_into": survivor.id})
    await _write(db, survivor, kept)
    return Merged(row.id, survivor.id, merged.id, kept["name"])


async def undo_merge(db: AsyncSession, *, coach_id: UUID, merge_id: UUID, now: datetime) -> Merged:
    """Within UNDO they are two again: the rows that moved go back, with what hangs from them; what came since stays.

    A field of the survivor's that was changed since stays as it is. Raises NotFound, and Conflict when it is too late,
    undone already, behind a later merge of the survivor, or when somebody else has the address by now.
    """
    mine = (col(ClientMerge.coach_id) == coach_id) & (col(ClientMerge.id) == merge_id)
    row = await db.scalar(select(ClientMerge).where(mine).with_for_update())
    if row is None:
        raise NotFound
    if row.undone_at or now - row.merged_at > UNDO or not row.before:
        raise Conflict(
            "Cette fusion ne peut plus être annulée\u202f: les dix minutes sont passées, ou c’est déjà fait."
        )
    two = await _locked(db, coach_id, row.survivor_id, row.merged_id, merged_id=row.merged_id)
    survivor, merged = two[row.survivor_id], two[row.merged_id]
    kept = {name: _value(name, row.before["survivor"][name]) for name in WRITTEN if _is_untouched(row, survivor, name)}
    await _refuse_taken_address(db, coach_id, row)
    move = Move(coach_id, row.id, merged.id, survivor.id)
    await give_back_rows(db, move, row.merged_at)
    await _write(db, survivor, _with_keys(survivor, kept))
    was = {name: _value(name, value) for name, value in row.before["merged"].items()}
    await _write(db, merged, {**was, "merged_into": None})
    row.undone_at = now
    await db.flush()
    return Merged(row.id, survivor.id, merged.id, was["name"])


async def _locked(
    db: AsyncSession, coach_id: UUID, one: UUID, other: UUID, *, merged_id: UUID | None = None
) -> dict[UUID, Client]:
    """The two, locked in order; `merged_id` is the one who is merged. Raises NotFound, Conflict."""
    query = select(Client).where(col(Client.coach_id) == coach_id, col(Client.id).in_([one, other]))
    query = query.order_by(col(Client.id)).with_for_update().execution_options(populate_existing=True)
    found = {row.id: row for row in await db.scalars(query)}
    if len(found) < 2:
        raise NotFound
    if any((row.merged_into is not None) != (row.id == merged_id) for row in found.values()):
        raise Conflict(ALREADY if merged_id is None else "Annulez d’abord la fusion suivante.")
    return found


def _shared_out(one: Client, other: Client, taken: Collection[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the survivor has from now on, and what rests with the merged one. Who is active or a client stays so."""
    kept: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name in CHOICES:
        values = [getattr(one, name), getattr(other, name)]
        if (name in taken and values[1]) or not values[0]:
            values.reverse()
        kept[name], rest[name] = values
    kept["stage"] = ClientStage.CLIENT if ClientStage.CLIENT in (one.stage, other.stage) else one.stage
    away = [at for at in (one.archived_at, other.archived_at) if at is not None]
    kept["archived_at"] = max(away) if len(away) == len((one, other)) else None
    return _keyed(kept), _keyed(rest)


def _keyed(values: dict[str, Any]) -> dict[str, Any]:
    keys = {name: values[name] for name in ("name", "email", "phone")}
    return {**values, "search_key": search_key(**keys), "sort_key": sort_key(values["name"])}


def _with_keys(row: Client, values: dict[str, Any]) -> dict[str, Any]:
    return _keyed({**{name: getattr(row, name) for name in ("name", "email", "phone")}, **values})


def _columns(row: Client) -> dict[str, Any]:
    return _said({name: getattr(row, name) for name in WRITTEN})


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """As JSON holds it."""
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def _value(name: str, said: Any) -> Any:
    if name == "stage":
        return ClientStage(said)
    return datetime.fromisoformat(said) if name == "archived_at" and said else said


def _is_untouched(merge: ClientMerge, row: Client, name: str) -> bool:
    """Whether it is still as the merge left it."""
    return getattr(row, name) == _value(name, merge.after[name])


async def _write(db: AsyncSession, row: Client, values: dict[str, Any]) -> None:
    mine = (col(Client.coach_id) == row.coach_id) & (col(Client.id) == row.id)
    await db.execute(update(Client).where(mine).values(**values).execution_options(synchronize_session=False))


async def _refuse_too_many_tags(db: AsyncSession, coach_id: UUID, client_ids: Collection[UUID]) -> None:
    words = select(func.count(col(ClientTag.tag_id).distinct())).where(col(ClientTag.coach_id) == coach_id)
    if (await db.scalar(words.where(col(ClientTag.client_id).in_(client_ids))) or 0) > MOST_TAGS:
        raise Conflict(f"Ensemble, elles ont plus de {MOST_TAGS} étiquettes\u202f: retirez-en d’abord.")


async def _refuse_taken_address(db: AsyncSession, coach_id: UUID, merge: ClientMerge) -> None:
    """Raises Conflict when a third one has an address that goes back."""
    addresses = [email for who in merge.before.values() if (email := who["email"])]
    others = select(col(Client.name)).where(col(Client.coach_id) == coach_id, col(Client.email).in_(addresses))
    others = others.where(
        col(Client.merged_into).is_(None), col(Client.id).not_in([merge.survivor_id, merge.merged_id])
    )
    if name := await db.scalar(others.limit(1)):
        raise Conflict(f"L’une des deux adresses est maintenant celle de {name}\u202f: changez-la d’abord.")
