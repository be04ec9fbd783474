"""How often one may try. Buckets leak at a steady rate (`door_throttle`), so nobody is ever locked out for good.

Four buckets guard a password. A try passes them in this order, and one that is refused is not counted further on:

| bucket             | at once | then one per | stops                                                             |
|--------------------|---------|--------------|-------------------------------------------------------------------|
| address + network  | 5       | 2 min        | somebody at one place who guesses one person's password           |
| network            | 30      | 20 s         | one place that tries many people; an office stays under it        |
| address            | 20      | 1 min        | many places at one person: 1,460 guesses on the first day at most |
| address + device   | 10      | 1 min        | instead of the three above, where the owner signed in before      |

One place alone cannot fill the third bucket (its first lets one through in two minutes), so the owner comes in from any
other place; and from a browser that the owner used before, whatever anybody does. Sign-in links have buckets of their
own. Source: OWASP, "Slow down online guessing attacks with device cookies". All keys rest as keyed hashes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.db.secrets import keyed_hash


@dataclass(frozen=True)
class Bucket:
    """`burst` tries at once, then one `every` so often, for one `key`."""

    key: str
    burst: int
    every: timedelta


def password_buckets(email: str, network: str, device: str) -> list[Bucket]:
    """What a try of a password passes. `device`: id of a browser that this person used before, or ""."""
    if device:
        return [Bucket(_key("password", email, device), 10, timedelta(minutes=1))]
    return [
        Bucket(_key("password", email, network), 5, timedelta(minutes=2)),
        Bucket(_key("password", "", network), 30, timedelta(seconds=20)),
        Bucket(_key("password", email, ""), 20, timedelta(minutes=1)),
    ]


def mail_buckets(email: str, network: str, device: str) -> list[Bucket]:
    """What asking for a mail passes: a mailbox is not flooded, and its owner can still ask."""
    if device:
        return [Bucket(_key("mail", email, device), 5, timedelta(minutes=3))]
    return [
        Bucket(_key("mail", email, network), 3, timedelta(minutes=3)),
        Bucket(_key("mail", "", network), 20, timedelta(minutes=1)),
        Bucket(_key("mail", email, ""), 10, timedelta(minutes=3)),
    ]


def token_buckets(network: str) -> list[Bucket]:
    """What using a link or a code passes. Tokens cannot be guessed, codes end after five: this bounds the work."""
    return [Bucket(_key("token", "", network), 30, timedelta(seconds=10))]


def own_password_buckets(user_id: str) -> list[Bucket]:
    """What typing one's present password again passes, in a session that may have been left open."""
    return [Bucket(_key("own password", user_id, ""), 5, timedelta(minutes=1))]


def trial_buckets(coach_id: str) -> list[Bucket]:
    """What trying one's own webhook passes: each try is a request to ourselves."""
    return [Bucket(_key("setter trial", coach_id, ""), 4, timedelta(seconds=15))]


def _key(purpose: str, who: str, where: str) -> str:
    return keyed_hash(f"{purpose}\n{who}\n{where}", "throttle")


async def take(db: AsyncSession, buckets: list[Bucket], now: datetime) -> timedelta:
    """Count one try. Zero: go ahead; else how long to wait. `db` acts as DOOR."""
    for bucket in buckets:
        seconds = await db.scalar(
            text("SELECT door_throttle(:key, :every, :burst, :now)"),
            {"key": bucket.key, "every": bucket.every, "burst": bucket.burst, "now": now},
        )
        if seconds:
            return timedelta(seconds=seconds)
    return timedelta()


async def forgive(db: AsyncSession, bucket: Bucket) -> None:
    """Forget the tries of one bucket: the owner came in. `db` acts as DOOR."""
    await db.execute(text("SELECT door_forgive(:key)"), {"key": bucket.key})
