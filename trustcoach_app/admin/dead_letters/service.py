"""What an administrator does with a dead letter. What it says is content: opening it leaves its reason in the log."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.admin.dead_letters import queries
from trustcoach_app.db.principal import Principal
from trustcoach_app.db.types import cipher, new_id
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.inputs import Problems
from trustcoach_app.models.machine import AuditEntry
from trustcoach_app.models.people import Coach
from trustcoach_app.models.setter import DeadLetter
from trustcoach_app.setter.intake.ledger import LedgerFull, Receipt, read, read_aside, receive

SHORTEST_REASON = 10


async def open_dead_letter(db: AsyncSession, *, coach_id: UUID, letter_id: UUID, reason: str, now: datetime) -> str:
    """What the letter says, once its reason is in the log. Raises InvalidInput(reason) or NotFound."""
    problems = Problems()
    check_reason(problems, reason)
    problems.refuse()
    sealed = await db.scalar(
        text("SELECT admin_open_letter(:coach_id, :id, :reason, :audit_id, :now)"),
        {"coach_id": coach_id, "id": letter_id, "reason": reason, "audit_id": new_id(), "now": now},
    )
    if sealed is None:
        raise NotFound
    return cipher().decrypt(bytes(sealed)).decode()


def check_reason(problems: Problems, reason: str) -> None:
    """Note a reason that says nothing."""
    is_short = len(reason.strip()) < SHORTEST_REASON
    problems.add_if(is_short, "reason", f"Dites pourquoi, en {SHORTEST_REASON} caractères au moins.")


def check_dead_letter(body: str, *, now: datetime) -> None:
    """What the webhook would say to this text. Raises InvalidInput(body) with every problem."""
    reading = read(body.encode(errors="surrogatepass"), now=now)
    if reading.unreadable:
        raise InvalidInput(body=reading.unreadable)
    if reading.letters:
        many = len(reading.events) + len(reading.letters) > 1
        said = [f"Événement {each.index + 1} : {each.problem}" if many else each.problem for each in reading.letters]
        raise InvalidInput(body=" ".join(said))


async def replay_dead_letter(db: AsyncSession, *, coach_id: UUID, body: str, now: datetime) -> Receipt:
    """As if the setter had sent it. `db` acts as HOOK of the practice; the text was checked. Raises Conflict."""
    try:
        return await receive(db, coach_id=coach_id, reading=await read_aside(body.encode(), now=now), now=now)
    except LedgerFull:
        raise Conflict("Trop d’événements de ce coach attendent encore : réessayez plus tard.") from None


async def ensure_dead_letter_open(db: AsyncSession, *, coach_id: UUID, letter_id: UUID) -> None:
    """Raises Conflict where somebody has mended or dismissed it meanwhile."""
    if not await queries.is_dead_letter_open(db, coach_id=coach_id, letter_id=letter_id):
        raise Conflict("Cette lettre est déjà traitée.")


async def settle_dead_letter(
    db: AsyncSession, *, who: Principal, coach_id: UUID, letter_id: UUID, settlement: str, now: datetime
) -> None:
    """Close it as « replayed » or « dismissed », once. Raises Conflict."""
    await ensure_dead_letter_open(db, coach_id=coach_id, letter_id=letter_id)
    settled = update(DeadLetter).where(col(DeadLetter.coach_id) == coach_id, col(DeadLetter.id) == letter_id)
    await db.execute(settled.values(settled_at=now, settlement=settlement))
    coach = await db.get_one(Coach, coach_id)
    db.add(
        AuditEntry(
            at=now,
            actor_id=who.user,
            action=f"letter_{settlement}",
            coach_id=coach_id,
            target_id=coach.user_id,
            detail={"letter": str(letter_id)},
        )
    )
