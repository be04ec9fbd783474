"""A production that is not safe does not start, and says everything that is wrong with it at once."""

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.auth.demo_accounts import has_demo_accounts
from trustcoach_app.config import Settings, settings
from trustcoach_app.db.engine import WEB
from trustcoach_app.db.migrate import newest_revision
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work

SHORTEST_SECRET = 32
FEWEST_DIFFERENT = 12
"""Different characters in a secret: a random one of 32 has more, a placeholder has fewer."""


def unsafe_settings(chosen: Settings) -> list[str]:
    """What is wrong with the settings of a production, a sentence each that says how to mend it."""
    secret = chosen.secret_key.get_secret_value()
    checks = (
        (
            len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_DIFFERENT,
            f"SECRET_KEY is a default or too short: give it {SHORTEST_SECRET} random characters or more.",
        ),
        (
            not has_its_own_login(chosen),
            f"DATABASE_URL is not that of {WEB}: give the web process its own login, `python -m ops.web` does.",
        ),
        (not chosen.is_https, "PUBLIC_URL must be the https address of the site: cookies are marked Secure by it."),
        ("*" in chosen.public_url, "PUBLIC_URL names one origin; * would let every site in."),
        (chosen.demo, "DEMO is on: its passwords are public. Set DEMO=0."),
        (chosen.clock_file is not None, "CLOCK_FILE moves the clock and is for tests only: unset it."),
        (chosen.local_feeds, "LOCAL_FEEDS opens this machine’s network and is for tests only: unset it."),
    )
    return [sentence for is_wrong, sentence in checks if is_wrong]


def has_its_own_login(chosen: Settings) -> bool:
    """Whether the process got no more of the database than it needs: not the owner, not another login."""
    return urlsplit(chosen.database_url.get_secret_value()).username == WEB


async def unsafe_database(db: AsyncSession) -> list[str]:
    """What is wrong with the database of a production. `db` acts as DOOR."""
    current = await db.scalar(text("SELECT door_revision()"))
    if current != newest_revision():
        return [f"The database is at revision {current}, the code expects {newest_revision()}: run `make migrate`."]
    if await has_demo_accounts(db):
        return ["The database holds demo accounts, whose passwords are public: use a database without them."]
    return []


async def problems() -> list[str]:
    """Everything that keeps this process from starting in production; empty elsewhere."""
    if settings().environment != "production":
        return []
    found = unsafe_settings(settings())
    try:
        async with unit_of_work(DOOR) as db:
            return found + await unsafe_database(db)
    except (SQLAlchemyError, OSError):
        return [*found, "The database does not answer, or is not migrated: run `make migrate`."]


@asynccontextmanager
async def refuse_unsafe_production() -> AsyncGenerator[None]:
    """For `app.register_lifespan_task`: ends the process before it serves anything, if it may not."""
    if found := await problems():
        sys.exit("\n".join(("This production does not start:", *(f"  - {sentence}" for sentence in found))))
    yield
