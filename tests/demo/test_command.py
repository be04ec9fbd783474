"""What refuses a demo, and what counts as one."""

import psycopg
import pytest

from tests.demo.command import run_demo
from trustcoach_app.auth.demo_accounts import ADMIN_EMAIL, has_demo_accounts
from trustcoach_app.auth.passwords import hash_password
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work


@pytest.mark.parametrize(
    ("changed", "why"), [({"DEMO": "1", "ENVIRONMENT": "production"}, "production"), ({"DEMO": "0"}, "DEMO is off")]
)
def test_it_refuses_in_production_and_where_demo_is_off(changed: dict[str, str], why: str) -> None:
    ended = run_demo(DATABASE_URL="postgresql://nobody@127.0.0.1:1/none", **changed)
    assert ended.returncode == 1
    assert why in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize(("password", "counts"), [("admin123", True), ("une phrase à moi", False)])
async def test_an_administrator_counts_only_while_the_password_is_public(
    application: str, password: str, counts: bool
) -> None:
    user_id, password_hash = new_id(), await hash_password(password)
    with psycopg.connect(application, autocommit=True) as owner:
        owner.execute("INSERT INTO users (id, email, name) VALUES (%s, %s, 'Anne Roy')", (user_id, ADMIN_EMAIL))
        owner.execute("INSERT INTO passwords VALUES (%s, %s, now())", (user_id, password_hash))
        try:
            async with unit_of_work(DOOR) as db:
                assert await has_demo_accounts(db) is counts
        finally:
            owner.execute("DELETE FROM users WHERE id = %s", (user_id,))
