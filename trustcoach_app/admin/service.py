"""What administrators change. `db` acts as the administrator; every change is written to the audit log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.admin.queries import coach_and_user
from trustcoach_app.auth.identity import HOMES
from trustcoach_app.auth.mailed_links import INVITATION_LASTS, link_hash, new_password_address, new_token
from trustcoach_app.config import settings
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import Conflict, InvalidInput
from trustcoach_app.integrations.mail import messages
from trustcoach_app.models.machine import AuditEntry, OutboxMail
from trustcoach_app.models.people import BadgeLevel, Coach, User, UserRole, UserRoleRow
from trustcoach_app.names import fold

CREATION_LOCK = 7_210_002
"""Advisory lock of whoever creates a coach: addresses and slugs are decided one at a time."""

LONGEST_SLUG = 60


@dataclass(frozen=True)
class Invited:
    """What became of an invitation. `link` is empty for somebody who had an account: they need none."""

    name: str
    email: str
    link: str = ""


@dataclass(frozen=True)
class NewCoach:
    """Whom to create: a checked lower-cased address, a name, a specialty."""

    email: str
    name: str
    specialty: str


async def create_coach(db: AsyncSession, *, who: Principal, wanted: NewCoach, now: datetime) -> Invited:
    """Create a practice, with a person for it or in the account of one who exists, and tell them by mail.

    An account that its owner already opened gets no invitation: its link would be a way in, shown to somebody else.
    Raises InvalidInput(email).
    """
    await db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": CREATION_LOCK})
    user = await db.scalar(select(User).where(col(User.email) == wanted.email))
    if user is None:
        user = User(email=wanted.email, name=wanted.name)
        db.add(user)
        await db.flush()
    await _refuse_if_taken(db, user)
    coach = Coach(user_id=user.id, slug=await _free_slug(db, user.name), specialty=wanted.specialty)
    db.add_all([UserRoleRow(user_id=user.id, role=UserRole.COACH), coach])
    await db.flush()
    _note(db, who, "coach_created", coach, now)
    if user.email_verified_at is None:
        return await _invite(db, who, coach, user, now)
    link = settings().origin + HOMES[Role.COACH]
    _mail(db, user.email, messages.practice_opened(name=user.name, link=link), now)
    return Invited(user.name, user.email)


async def _refuse_if_taken(db: AsyncSession, user: User) -> None:
    if await db.scalar(select(col(Coach.id)).where(col(Coach.user_id) == user.id)):
        raise InvalidInput(email="Cette adresse est déjà celle d’un coach.")
    if user.disabled_at:
        raise InvalidInput(email="Le compte de cette adresse est fermé.")


async def resend_invitation(db: AsyncSession, *, who: Principal, coach_id: UUID, now: datetime) -> Invited:
    """Send a new invitation; the earlier one ends. Raises NotFound, and Conflict for somebody who came in already."""
    row = await coach_and_user(db, coach_id=coach_id)
    return await _invite(db, who, row.Coach, row.User, now)


async def _invite(db: AsyncSession, who: Principal, coach: Coach, user: User, now: datetime) -> Invited:
    token = new_token()
    done = await db.scalar(
        text("SELECT admin_invite(:id, :user_id, :token, :now, :until)"),
        {
            "id": new_id(),
            "user_id": user.id,
            "token": link_hash(token),
            "now": now,
            "until": now + INVITATION_LASTS,
        },
    )
    if not done:
        raise Conflict("Cette personne a déjà ouvert son compte\u202f: elle peut se connecter.")
    link = new_password_address(token)
    _mail(db, user.email, messages.coach_invitation(name=user.name, link=link, days=INVITATION_LASTS.days), now)
    _note(db, who, "invitation_sent", coach, now)
    return Invited(user.name, user.email, link)


async def deactivate_coach(db: AsyncSession, *, who: Principal, coach_id: UUID, now: datetime) -> str:
    """Close a practice and sign its coach out at once, everywhere; the name. Nothing is erased.

    Who is nothing else than a coach cannot sign in any more. Doing it twice changes nothing. Raises NotFound.
    """
    row = await coach_and_user(db, coach_id=coach_id)
    if row.Coach.deactivated_at is None:
        row.Coach.deactivated_at = now
        if not await _has_other_roles(db, row.User):
            row.User.disabled_at = now
        await db.execute(text("SELECT admin_end_access(:user_id, :now)"), {"user_id": row.User.id, "now": now})
        _note(db, who, "coach_deactivated", row.Coach, now)
    return row.User.name


async def reactivate_coach(db: AsyncSession, *, who: Principal, coach_id: UUID, now: datetime) -> str:
    """Open a practice again; the name. Raises NotFound."""
    row = await coach_and_user(db, coach_id=coach_id)
    if row.Coach.deactivated_at is not None:
        row.Coach.deactivated_at = row.User.disabled_at = None
        _note(db, who, "coach_reactivated", row.Coach, now)
    return row.User.name


async def set_coach_badge(db: AsyncSession, *, who: Principal, coach_id: UUID, level: BadgeLevel, now: datetime) -> str:
    """Give a badge level; the name. Above standard it says that somebody checked, and when. Raises NotFound."""
    row = await coach_and_user(db, coach_id=coach_id)
    if row.Coach.badge_level is not level:
        row.Coach.badge_level = level
        row.Coach.verified_at = None if level is BadgeLevel.STANDARD else row.Coach.verified_at or now
        _note(db, who, "badge_set", row.Coach, now, level=level.value)
    return row.User.name


async def _has_other_roles(db: AsyncSession, user: User) -> bool:
    others = select(col(UserRoleRow.role)).where(
        col(UserRoleRow.user_id) == user.id, col(UserRoleRow.role) != UserRole.COACH
    )
    return await db.scalar(others.limit(1)) is not None


async def _free_slug(db: AsyncSession, name: str) -> str:
    """`Élodie Noël` → `elodie-noel`, then `elodie-noel-2`."""
    ascii_words = [word for word in fold(name).replace(".", " ").split() if word.isascii() and word.isalnum()]
    base = "-".join(ascii_words)[:LONGEST_SLUG].strip("-") or "coach"
    taken = set(await db.scalars(select(col(Coach.slug)).where(col(Coach.slug).startswith(base, autoescape=True))))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def _mail(db: AsyncSession, recipient: str, message: messages.MailContent, now: datetime) -> None:
    db.add(
        OutboxMail(recipient=recipient, subject=message.subject, body=message.body, queued_at=now, next_attempt_at=now)
    )


def _note(db: AsyncSession, who: Principal, action: str, coach: Coach, now: datetime, **detail: str) -> None:
    db.add(
        AuditEntry(at=now, actor_id=who.user, action=action, coach_id=coach.id, target_id=coach.user_id, detail=detail)
    )
