"""What administrators do to coaches, as the application's roles; and what they see of them."""

import asyncio
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.admin.steps import act, address, create, token_of
from tests.fixtures.people import Browsers, People
from trustcoach_app.admin import service
from trustcoach_app.admin.service import Invited
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.models.people import BadgeLevel

NEW = "une phrase que je garde"


async def test_a_new_coach_is_invited_and_comes_in(admin: Principal, browsers: Browsers, people: People) -> None:
    email, web = address(), browsers.open()
    invited = await create(admin, email)
    [mail] = people.mail_to(email)
    assert mail.token == token_of(invited)
    assert token_of(invited) not in str(people.values("SELECT l::text FROM mailed_links l"))
    answer = await web.post("/auth/password/set", jeton=token_of(invited), password=NEW)
    assert answer.headers["location"] == "/dashboard/coach"
    again = await browsers.open().post("/auth/password/set", jeton=token_of(invited), password=NEW)
    assert again.headers["location"].startswith("/login/")
    actions = people.values("SELECT action FROM audit_log WHERE actor_id = %s ORDER BY id", admin.user)
    assert actions == ["coach_created", "invitation_sent"]


@pytest.mark.parametrize(("seconds", "opens"), [(-2, False), (30, True)])
async def test_an_invitation_lasts_seven_days(
    admin: Principal, browsers: Browsers, people: People, seconds: int, opens: bool
) -> None:
    sent = datetime.now(UTC) - timedelta(days=7) + timedelta(seconds=seconds)
    invited, web = await create(admin, address(), now=sent), browsers.open()
    await web.post("/auth/password/set", jeton=token_of(invited), password=NEW)
    assert bool(web.session) is opens


async def test_a_second_invitation_ends_the_first(admin: Principal, browsers: Browsers, people: People) -> None:
    email = address()
    first = await create(admin, email)
    coach_id = people.value("SELECT c.id FROM coaches c JOIN users u ON u.id = c.user_id WHERE u.email = %s", email)
    async with unit_of_work(admin) as db:
        second = await service.resend_invitation(db, who=admin, coach_id=coach_id, now=datetime.now(UTC))  # pyright: ignore
    web = browsers.open()
    await web.post("/auth/password/set", jeton=token_of(first), password=NEW)
    assert not web.session
    await web.post("/auth/password/set", jeton=token_of(second), password=NEW)
    assert web.session
    async with unit_of_work(admin) as db:
        with pytest.raises(Conflict):
            await service.resend_invitation(db, who=admin, coach_id=coach_id, now=datetime.now(UTC))  # pyright: ignore


async def test_a_client_becomes_a_coach_and_keeps_everything(
    admin: Principal, browsers: Browsers, people: People
) -> None:
    """No link is made for an account that somebody opened: whoever saw it could take the account over."""
    camille, web = people.add("client", name="Camille Roy"), browsers.open()
    invited = await create(admin, camille.email, name="Autre Nom")
    assert invited == Invited("Camille Roy", camille.email, "")
    assert people.value("SELECT count(*) FROM mailed_links WHERE user_id = %s", camille.id) == 0
    assert people.mail_to(camille.email)[0].subject == "Votre espace de coach est ouvert"
    assert (await web.sign_in(camille)).headers["location"] == "/dashboard/coach"
    assert people.values("SELECT role::text FROM user_roles WHERE user_id = %s ORDER BY 1", camille.id) == [
        "client",
        "coach",
    ]


async def test_an_administrator_cannot_invite_into_an_open_account(admin: Principal, people: People) -> None:
    """Not even by the function itself."""
    camille = people.add("coach")
    async with unit_of_work(admin) as db:
        done = await db.scalar(
            text("SELECT admin_invite(:id, :user_id, 'h', now(), now() + interval '1 day')"),
            {"id": new_id(), "user_id": camille.id},
        )
    assert done is False


async def test_who_is_a_coach_already_is_refused_beside_the_field(admin: Principal, people: People) -> None:
    with pytest.raises(InvalidInput) as refusal:
        await create(admin, people.add("coach").email)
    assert refusal.value.fields == {"email": "Cette adresse est déjà celle d’un coach."}


async def test_two_administrators_at_once_create_one_coach(admin: Principal, people: People) -> None:
    email = address()
    done = await asyncio.gather(*(create(admin, email) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(one, Invited) for one in done) == 1
    assert sum(isinstance(one, InvalidInput) for one in done) == 7


async def test_addresses_of_pages_are_told_apart(admin: Principal, people: People) -> None:
    emails, name = [address() for _ in range(3)], f"Zoé d’Œuvre {new_id().hex[-6:]}"
    await asyncio.gather(*(create(admin, email, name=name) for email in emails))
    query = "SELECT slug FROM coaches c JOIN users u ON u.id = c.user_id WHERE u.email = ANY(%s) ORDER BY slug"
    base = f"zoe-d-oeuvre-{name[-6:]}"
    assert people.values(query, emails) == [base, f"{base}-2", f"{base}-3"]
    email = address()
    await create(admin, email, name="王小明")
    assert str(people.values(query, [email])[0]).startswith("coach")


async def test_deactivating_signs_out_at_once_and_reactivating_lets_in(
    admin: Principal, browsers: Browsers, people: People
) -> None:
    marie, web = people.add("coach"), browsers.open()
    await web.sign_in(marie)
    await web.post("/auth/link/ask", email=marie.email)
    token = people.mail_to(marie.email)[0].token
    await act(admin, "deactivate_coach", marie)
    assert (await web.client.get("/")).headers["location"] == "/login"
    await web.post("/auth/link/use", jeton=token)
    await web.sign_in(marie)
    await web.post("/auth/reset/ask", email=marie.email)
    assert (await web.client.get("/")).headers["location"] == "/login"
    assert len(people.mail_to(marie.email)) == 1
    await act(admin, "reactivate_coach", marie)
    assert (await web.sign_in(marie)).headers["location"] == "/dashboard/coach"


async def test_who_is_a_client_too_keeps_that(admin: Principal, browsers: Browsers, people: People) -> None:
    marie, web = people.add("coach", "client"), browsers.open()
    await act(admin, "deactivate_coach", marie)
    assert (await web.sign_in(marie)).headers["location"] == "/espace"


async def test_doing_it_twice_changes_nothing(admin: Principal, people: People) -> None:
    marie = people.add("coach")
    for change in ("deactivate_coach", "deactivate_coach", "reactivate_coach", "reactivate_coach"):
        await act(admin, change, marie)
    for _ in range(2):
        await act(admin, "set_coach_badge", marie, level=BadgeLevel.VERIFIED)
    actions = people.values("SELECT action FROM audit_log WHERE target_id = %s ORDER BY id", marie.id)
    assert actions == ["coach_deactivated", "coach_reactivated", "badge_set"]
    assert people.value("SELECT verified_at IS NOT NULL FROM coaches WHERE id = %s", marie.coach_id) is True
    await act(admin, "set_coach_badge", marie, level=BadgeLevel.STANDARD)
    assert people.value("SELECT verified_at IS NULL FROM coaches WHERE id = %s", marie.coach_id) is True


async def test_no_such_coach(admin: Principal) -> None:
    async with unit_of_work(admin) as db:
        with pytest.raises(NotFound):
            await service.deactivate_coach(db, who=admin, coach_id=new_id(), now=datetime.now(UTC))


@pytest.mark.parametrize("role", [Role.COACH, Role.CLIENT, Role.DOOR, Role.PUBLIC])
@pytest.mark.parametrize(
    "call",
    [
        "admin_coach_figures(ARRAY[]::uuid[], now())",
        "admin_end_access('{0}', now())",
        "admin_invite('{0}', '{0}', 'h', now(), now())",
    ],
)
async def test_nobody_else_calls_the_functions(people: People, role: Role, call: str) -> None:
    marie = people.add("coach")
    who = Principal(role, user_id=marie.id, coach_id=marie.coach_id)
    with pytest.raises(DBAPIError) as refused:
        async with unit_of_work(who) as db:
            await db.execute(text(f"SELECT {call.format(marie.id)}"))
    assert isinstance(refused.value.orig, psycopg.errors.InsufficientPrivilege)
