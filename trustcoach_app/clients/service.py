"""Changes of a coach's clients."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.errors import UniqueViolation
from sqlalchemy import text
from sqlalchemy import update as sql_update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.keys import search_key, sort_key
from trustcoach_app.clients.queries import ClientRow, by_id, named, with_email
from trustcoach_app.coaches import zone_for_insert
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.inputs import Problems, clean_line, email_address, zone_names
from trustcoach_app.limits import LONGEST_NAME, SHORTEST_NAME
from trustcoach_app.models.clients import HAS_THE_ADDRESS, Client, ClientStage

TAKEN = "Un autre client a déjà cette adresse."
HOME = "UTC"
"""Stands for the coach's zone while names and addresses are checked."""


@dataclass(frozen=True)
class _Identity:
    """Checked column values of who a client is."""

    name: str
    email: str | None
    phone: str
    timezone: str

    def values(self) -> dict[str, str | None]:
        keys = {"search_key": search_key(name=self.name, email=self.email, phone=self.phone)}
        return {**self.__dict__, **keys, "sort_key": sort_key(self.name)}


async def add_client(
    db: AsyncSession,
    *,
    coach_id: UUID,
    name: str,
    email: str | None = None,
    phone: str = "",
    stage: ClientStage = ClientStage.CLIENT,
    timezone: str | None = None,
    now: datetime,
) -> ClientRow:
    """A new client, in the coach's zone unless another one is said.

    Raises InvalidInput by field; of an address that another client has, under `email`.
    """
    identity = _checked(name, email, phone, timezone or HOME)
    await _refuse_taken(db, coach_id, identity.email)
    return await _add(db, coach_id, identity, stage, timezone, now)


async def _add(
    db: AsyncSession, coach_id: UUID, identity: _Identity, stage: ClientStage, timezone: str | None, now: datetime
) -> ClientRow:
    """Raises InvalidInput(email) when somebody else was faster."""
    values: dict[str, Any] = {**identity.values(), "timezone": timezone or zone_for_insert(coach_id)}
    row = insert(Client).values(coach_id=coach_id, id=new_id(), stage=stage, created_at=now, **values)
    once = row.on_conflict_do_nothing(index_elements=["coach_id", "email"], index_where=text(HAS_THE_ADDRESS))
    client_id = await db.scalar(once.returning(col(Client.id)))
    if client_id is None:
        await _refuse_taken(db, coach_id, values["email"])
        raise InvalidInput(email=TAKEN)
    return await by_id(db, coach_id=coach_id, client_id=client_id)


async def update_client(
    db: AsyncSession,
    *,
    coach_id: UUID,
    client_id: UUID,
    name: str,
    email: str | None,
    phone: str,
    timezone: str,
) -> ClientRow:
    """Replace who a client is. Raises InvalidInput by field, NotFound."""
    values = _checked(name, email, phone, timezone).values()
    if values["email"]:
        other = await with_email(db, coach_id=coach_id, email=values["email"])
        if other is not None and other.id != client_id:
            raise _taken_by(other)
    statement = sql_update(Client).where(col(Client.coach_id) == coach_id, col(Client.id) == client_id)
    statement = statement.where(col(Client.merged_into).is_(None)).values(**values).returning(col(Client.id))
    try:
        changed = await db.scalar(statement.execution_options(synchronize_session=False))
    except IntegrityError as error:
        if isinstance(error.orig, UniqueViolation):
            raise InvalidInput(email=TAKEN) from None
        raise
    if changed is None:
        raise NotFound
    return await by_id(db, coach_id=coach_id, client_id=client_id)


async def find_or_add_client(
    db: AsyncSession,
    *,
    coach_id: UUID,
    name: str,
    email: str | None = None,
    phone: str = "",
    stage: ClientStage = ClientStage.CLIENT,
    timezone: str | None = None,
    now: datetime,
) -> ClientRow:
    """For « client or new name »: who has the address, else the one who has the name, else a new client.

    `stage` is for the new one: who is known keeps theirs. A name with an address that nobody has is somebody new, also
    when a namesake exists. Raises InvalidInput like `add_client`, and under `name` when several have the name.
    """
    identity = _checked(name, email, phone, timezone or HOME)
    if identity.email:
        found = await with_email(db, coach_id=coach_id, email=identity.email)
        if found is not None and found.archived_at is not None:
            raise _taken_by(found)
        if found is not None:
            return found
    else:
        namesakes = await named(db, coach_id=coach_id, sort_key=sort_key(identity.name))
        if len(namesakes) > 1:
            raise InvalidInput(name=f"Plusieurs clients s’appellent {identity.name}\u202f: choisissez dans la liste.")
        if namesakes:
            return namesakes[0]
    return await _add(db, coach_id, identity, stage, timezone, now)


async def promote_client(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> ClientRow:
    """A prospect is a client from now on. Raises NotFound."""
    if await _set_stage(db, coach_id, client_id, ClientStage.CLIENT) is None:
        raise NotFound
    return await by_id(db, coach_id=coach_id, client_id=client_id)


async def promote_prospect(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> None:
    """The same, said by the diary: whoever is a client already, or merged into one, stays as they are."""
    await _set_stage(db, coach_id, client_id, ClientStage.CLIENT)


async def demote_client(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> None:
    """A client is a prospect again. Raises NotFound. Whether that may be, the diary knows: see appointments/stage."""
    if await _set_stage(db, coach_id, client_id, ClientStage.PROSPECT) is None:
        raise NotFound


async def _set_stage(db: AsyncSession, coach_id: UUID, client_id: UUID, stage: ClientStage) -> UUID | None:
    """Whose stage it is; None where there is no such client."""
    statement = sql_update(Client).where(col(Client.coach_id) == coach_id, col(Client.id) == client_id)
    statement = statement.where(col(Client.merged_into).is_(None)).values(stage=stage).returning(col(Client.id))
    return await db.scalar(statement.execution_options(synchronize_session=False))


def _checked(name: str, email: str | None, phone: str, timezone: str) -> _Identity:
    """Raises InvalidInput with a sentence for each field that cannot be taken. An empty address is no address."""
    problems = Problems()
    clean_name = " ".join(clean_line(name).split())
    fits = SHORTEST_NAME <= len(clean_name) <= LONGEST_NAME and any(map(str.isalnum, clean_name))
    problems.add_if(not fits, "name", f"Indiquez un nom, de {SHORTEST_NAME} à {LONGEST_NAME} caractères.")
    typed = clean_line(email or "")
    address = problems.read(lambda: email_address(typed), "") if typed else ""
    number = problems.phone_number(phone)
    problems.add_if(timezone not in zone_names(), "timezone", "Ce fuseau horaire n’existe pas.")
    problems.refuse()
    return _Identity(clean_name, address or None, number, timezone)


async def _refuse_taken(db: AsyncSession, coach_id: UUID, email: str | None) -> None:
    """Raises InvalidInput(email) when somebody has the address, or had it before they were merged."""
    if email and (other := await with_email(db, coach_id=coach_id, email=email)):
        raise _taken_by(other)


def _taken_by(other: ClientRow) -> InvalidInput:
    archived = "" if other.archived_at is None else " (archivé)"
    return InvalidInput(email=f"Ce client existe déjà\u202f: {other.name}{archived}.")
