"""Choosing a password: under a reset link, under an invitation; and what may be chosen."""

from datetime import UTC, datetime, timedelta

import argon2
import argon2._password_hasher
import pytest

from tests.fixtures.people import PASSWORD, Browsers, People, Person, Web
from trustcoach_app.auth import mailed_links, passwords
from trustcoach_app.db.types import new_id

NEW = "une phrase que je garde"


def invite(people: People, person: Person, expires_at: datetime) -> str:
    """An open invitation; returns its token."""
    token = mailed_links.new_token()
    people.owner.execute(
        "INSERT INTO mailed_links (id, kind, user_id, token_hash, attempts, expires_at) "
        "VALUES (%s, 'invitation', %s, %s, 0, %s)",
        (new_id(), person.id, mailed_links.link_hash(token), expires_at),
    )
    return token


async def ask_reset(web: Web, people: People, person: Person) -> str:
    """Ask for a reset link; returns the token out of the mail."""
    await web.post("/auth/reset/ask", email=person.email)
    assert web.said() == "Si un compte existe à cette adresse, un lien vient de partir."
    return people.mail_to(person.email)[0].token


async def test_reset_signs_in_and_ends_every_other_session(browsers: Browsers, people: People) -> None:
    marie, stolen, web = people.add("coach"), browsers.open(), browsers.open()
    await stolen.sign_in(marie)
    token = await ask_reset(web, people, marie)
    answer = await browsers.open().post("/auth/password/set", jeton=token, password=NEW)
    assert answer.headers["location"] == "/dashboard/coach"
    assert (await stolen.client.get("/")).headers["location"] == "/login"
    assert (await web.sign_in(marie)).headers["location"] == "/login"
    assert (await web.sign_in(marie, NEW)).headers["location"] == "/dashboard/coach"
    query = "SELECT count(*) FROM audit_log WHERE actor_id = %s AND action = 'password_set'"
    assert people.value(query, marie.id) == 1


async def test_a_reset_link_works_once(web: Web, people: People) -> None:
    marie = people.add("coach")
    token = await ask_reset(web, people, marie)
    await web.post("/auth/password/set", jeton=token, password=NEW)
    answer = await web.post("/auth/password/set", jeton=token, password="encore une autre phrase")
    assert answer.headers["location"] == f"/login/nouveau-mot-de-passe?jeton={token}"
    assert "ne fonctionne plus" in web.said()


async def test_a_reset_ends_the_other_links(web: Web, people: People) -> None:
    """Whoever reads the mailbox of somebody else must not come in by an older mail."""
    marie = people.add("coach")
    older, newer = await ask_reset(web, people, marie), await ask_reset(web, people, marie)
    await web.post("/auth/password/set", jeton=newer, password=NEW)
    answer = await web.post("/auth/password/set", jeton=older, password=NEW)
    assert answer.headers["location"].startswith("/login/")


async def test_a_weak_password_uses_nothing_up(web: Web, people: People) -> None:
    marie = people.add("coach")
    token = await ask_reset(web, people, marie)
    answer = await web.post("/auth/password/set", jeton=token, password="court")
    assert answer.headers["location"] == f"/login/nouveau-mot-de-passe?jeton={token}"
    assert "10 caractères" in web.said()
    await web.post("/auth/password/set", jeton=token, password=NEW)
    assert web.session


async def test_an_invitation_opens_the_account(web: Web, people: People) -> None:
    marie = people.add("coach", password=False, verified=False)
    token = invite(people, marie, datetime.now(UTC) + timedelta(seconds=30))
    answer = await web.post("/auth/password/set", jeton=token, password=NEW)
    assert answer.headers["location"] == "/dashboard/coach"
    assert people.value("SELECT email_verified_at IS NOT NULL FROM users WHERE id = %s", marie.id) is True
    assert (await web.sign_in(marie, NEW)).headers["location"] == "/dashboard/coach"
    again = await web.post("/auth/password/set", jeton=token, password="encore une autre phrase")
    assert again.headers["location"].startswith("/login/")


async def test_an_old_invitation_opens_nothing(web: Web, people: People) -> None:
    marie = people.add("coach", password=False, verified=False)
    token = invite(people, marie, datetime.now(UTC) - timedelta(seconds=1))
    await web.post("/auth/password/set", jeton=token, password=NEW)
    assert not web.session
    assert people.value("SELECT count(*) FROM passwords WHERE user_id = %s", marie.id) == 0


async def test_nothing_is_hashed_for_a_token_that_is_none(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    monkeypatch.setattr(argon2._password_hasher, "hash_secret", lambda *_, **__: calls.append(1))
    await web.post("/auth/password/set", jeton="x" * 43, password=NEW)
    assert not calls


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("neuf signe", ""),
        ("neufsigne", "short"),
        ("é" * 9, "short"),
        ("x" * 129, "long"),
        ("Marie.Dupont", "own"),
        ("mariedupont1984!", "own"),
        ("DupontMarie2026", "own"),
        ("dúpont-marîe", "own"),
        ("marie.dupont@exemple.fr", "own"),
        ("TrustCoach2026!", "own"),
        ("aaaaaaaaaaaa", "common"),
        ("1212121212", "common"),
        ("Motdepasse123", "common"),
        ("azertyuiop", "common"),
        ("1q2w3e4r5t", "common"),
        ("un cheval correct", ""),
        ("🐎🔋📎🧷 et un cheval", ""),
    ],
)
def test_what_may_be_chosen(password: str, why: str) -> None:
    assert passwords.weakness(password, email="marie.dupont@exemple.fr", name="Marie Dupont") == why


async def test_letters_composed_in_two_ways_are_one_password() -> None:
    stored = await passwords.hash_password("caf\u00e9 au lait")
    assert await passwords.verify_password(stored, "cafe\u0301 au lait")


async def test_nobody_matches_nobody() -> None:
    assert not await passwords.verify_password(None, PASSWORD)
    assert not await passwords.verify_password("not a hash", PASSWORD)


def test_verifying_nobody_costs_what_everybody_costs() -> None:
    assert not argon2.PasswordHasher().check_needs_rehash(passwords.NOBODY)
