"""Writes the demo data, or tops it up, and prints its accounts.

    DEMO=1 python -m trustcoach_app.demo

Ends with exit code 1, and one line that says why, in production and where DEMO is off.
"""

import asyncio
import sys

from trustcoach_app import clock
from trustcoach_app.config import settings
from trustcoach_app.db.engine import WEB, engine
from trustcoach_app.demo.accounts import table
from trustcoach_app.demo.fill import fill


def refusal() -> str:
    """Why there is no demo here; "" where there may be one."""
    if settings().environment == "production":
        return "This is production: demo accounts, whose passwords are public, are never made here."
    if not settings().demo:
        return "DEMO is off: set DEMO=1 to write the demo data."
    return ""


async def _main() -> None:
    try:
        await fill(clock.now())
    finally:
        await engine(WEB).dispose()


if __name__ == "__main__":
    if said := refusal():
        sys.exit(said)
    asyncio.run(_main())
    sys.stdout.write(f"Demo accounts\n{table()}\n")
