"""What the application's connections are set to, wherever the server stands."""

from datetime import UTC, timedelta

import psycopg
from sqlalchemy import text

from trustcoach_app.db.engine import WEB, engine

SUMMER_TO_WINTER = text(
    "SELECT timestamptz '2026-10-25 00:00+00' AS starts_at, timestamptz '2026-10-25 02:00+00' AS ends_at"
)


async def test_instants_come_back_in_utc_whatever_the_server_s_own_zone(application: str) -> None:
    """In Paris's zone Python would subtract wall clocks: two hours of that night would last one."""
    name = psycopg.conninfo.conninfo_to_dict(application)["dbname"]
    with psycopg.connect(application, autocommit=True) as owner:
        owner.execute(f"ALTER DATABASE {name} SET timezone TO 'Europe/Paris'")
        try:
            await engine(WEB).dispose()
            async with engine(WEB).connect() as connection:
                row = (await connection.execute(SUMMER_TO_WINTER)).one()
        finally:
            owner.execute(f"ALTER DATABASE {name} RESET timezone")
    assert row.starts_at.utcoffset() == UTC.utcoffset(None)
    assert row.ends_at - row.starts_at == timedelta(hours=2)
