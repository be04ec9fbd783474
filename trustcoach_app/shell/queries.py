"""What the frame reads."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.auth.identity import HOMES, SignedIn
from trustcoach_app.coaches import photo_address
from trustcoach_app.db.principal import Role
from trustcoach_app.models.people import CoachPhoto, User
from trustcoach_app.names import initials, tone_index
from trustcoach_app.shell.views import Viewer

ROLE_LABELS = {
    Role.COACH: "Coach",
    Role.ADMIN: "Administration",
    Role.CLIENT: "Mon espace",
    Role.SPONSOR: "Entreprise",
}


async def viewer(db: AsyncSession, *, who: SignedIn, role: Role) -> Viewer:
    """The signed-in person as the frame of one role shows them, with the other spaces they may enter."""
    user = (await db.execute(select(User).where(col(User.id) == who.user_id))).scalar_one()
    photo = await _photo(db, who) if role is Role.COACH else ""
    return Viewer(
        name=user.name,
        initials=initials(user.name),
        email=user.email,
        role=role.value,
        role_label=ROLE_LABELS[role],
        tone_index=tone_index(user.name),
        photo=photo,
        roles=[(ROLE_LABELS[other], home) for other, home in HOMES.items() if other in who.roles and other != role],
    )


async def _photo(db: AsyncSession, who: SignedIn) -> str:
    digest = select(col(CoachPhoto.digest)).where(col(CoachPhoto.coach_id) == who.coach_id)
    return photo_address(await db.scalar(digest))
