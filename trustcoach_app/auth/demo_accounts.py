"""The accounts of the demo (decision 22). Their passwords are public, so production refuses to start with them."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.auth.passwords import verify_password


@dataclass(frozen=True)
class DemoAccount:
    """One account that anyone may try."""

    email: str
    password: str
    name: str
    role: str
    """What it shows, in a word or two."""


ADMIN_EMAIL = "admin@trustcoach.fr"


CLIENT_EMAIL = "user@test.fr"


ACCOUNTS = (
    DemoAccount("thomas.martin@coach.fr", "coach123", "Thomas Martin", "Coach"),
    DemoAccount("marie.dupont@coach.fr", "coach123", "Marie Dupont", "Coach"),
    DemoAccount("elodie.hoarau@coach.fr", "coach123", "Élodie Hoarau", "Coach à La Réunion"),
    DemoAccount("karim.benali@coach.fr", "coach123", "Karim Benali", "Coach qui débute"),
    DemoAccount(CLIENT_EMAIL, "user123", "Jean Test", "Client"),
    DemoAccount(ADMIN_EMAIL, "admin123", "Admin TrustCoach", "Administration"),
)


_FOUND = text(
    "SELECT demo.email, door.password_hash "
    "FROM unnest(CAST(:emails AS text[])) AS demo (email), LATERAL door_account(demo.email) AS door"
)


async def has_demo_accounts(db: AsyncSession) -> bool:
    """Whether the database holds accounts of the demonstration, as production asks before it starts. `db` acts as DOOR.

    A demo address is nobody's. Only the administrator's may well be a real one: it counts while its password is public.
    """
    rows = await db.execute(_FOUND, {"emails": [account.email for account in ACCOUNTS]})
    hashes = {row.email: row.password_hash for row in rows}
    if hashes.keys() - {ADMIN_EMAIL}:
        return True
    public = next(account.password for account in ACCOUNTS if account.email == ADMIN_EMAIL)
    return ADMIN_EMAIL in hashes and await verify_password(hashes[ADMIN_EMAIL], public)
