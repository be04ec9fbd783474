"""A production that is not safe does not start, and says what is wrong."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.fixtures.people import People
from trustcoach_app.auth.demo_accounts import ACCOUNTS
from trustcoach_app.config import Settings, settings
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.web.preflight import problems, unsafe_database, unsafe_settings

SAFE = {
    "environment": "production",
    "secret_key": SecretStr("Zk3vQ8nR1tYw6LpX0sGd9HbJ4mCfUe2a"),
    "public_url": "https://app.trustcoach.fr",
    "demo": False,
    "clock_file": None,
    "local_feeds": False,
    "database_url": SecretStr("postgresql://trustcoach_web:own@host/trustcoach"),
}


def test_a_safe_production_has_nothing_to_say() -> None:
    assert unsafe_settings(Settings(**SAFE)) == []


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("secret_key", SecretStr(""), "SECRET_KEY"),
        ("secret_key", SecretStr("change-me"), "SECRET_KEY"),
        ("secret_key", SecretStr("a" * 40), "SECRET_KEY"),
        ("public_url", "", "PUBLIC_URL"),
        ("public_url", "http://app.trustcoach.fr", "PUBLIC_URL"),
        ("public_url", "https://*", "PUBLIC_URL"),
        ("demo", True, "DEMO"),
        ("clock_file", Path("seconds"), "CLOCK_FILE"),
        ("local_feeds", True, "LOCAL_FEEDS"),
        ("database_url", SecretStr("postgresql://owner:secret@host/trustcoach"), "DATABASE_URL"),
    ],
)
def test_each_danger_is_named(setting: str, value: object, says: str) -> None:
    found = unsafe_settings(Settings(**{**SAFE, setting: value}))
    assert len(found) == 1
    assert says in found[0]


async def test_a_database_with_demo_accounts_is_refused(people: People) -> None:
    async with unit_of_work(DOOR) as db:
        assert await unsafe_database(db) == []
    people.owner.execute(
        "INSERT INTO users (id, email, name) VALUES (gen_random_uuid(), %s, 'Demo')", (ACCOUNTS[0].email,)
    )
    try:
        async with unit_of_work(DOOR) as db:
            [sentence] = await unsafe_database(db)
    finally:
        people.owner.execute("DELETE FROM users WHERE email = %s", (ACCOUNTS[0].email,))
    assert "demo accounts" in sentence


async def test_a_database_behind_the_code_is_refused(people: People) -> None:
    [expected] = people.values("SELECT version_num FROM alembic_version")
    people.owner.execute("UPDATE alembic_version SET version_num = '0001'")
    try:
        async with unit_of_work(DOOR) as db:
            [sentence] = await unsafe_database(db)
    finally:
        people.owner.execute("UPDATE alembic_version SET version_num = %s", (expected,))
    assert "make migrate" in sentence


async def test_elsewhere_nothing_is_refused(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "environment", "development")
    monkeypatch.setattr(settings(), "demo", True)
    assert await problems() == []
