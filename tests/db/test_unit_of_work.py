"""One transaction, one principal, one commit: what it leaves behind, what it lets through, what its errors say."""

import asyncio
import traceback
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncSession

from tests.db.world import NOON, World
from trustcoach_app.db.engine import WEB, engine
from trustcoach_app.db.principal import DOOR, Principal, Role, in_practice
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import is_inside_unit_of_work, unit_of_work
from trustcoach_app.models.clients import Client
from trustcoach_app.models.machine import AuditEntry, OutboxMail

WHO = text(
    "SELECT current_user::text, coalesce(current_setting('app.user_id', true), ''), "
    "coalesce(current_setting('app.coach_id', true), '')"
)
BARE = ("trustcoach_web", "", "")
SECRET = "phrase que personne ne doit lire"


class Broken(Exception):
    """Something goes wrong in the middle."""


@pytest.fixture
def coach(world: World) -> Principal:
    """The coach of practice A."""
    return Principal(Role.COACH, world.ids["coach_a"], world.ids["a"])


def identity(principal: Principal) -> tuple[str, str, str]:
    """What the database must say about who acts."""
    return (principal.role.database_role, str(principal.user_id or ""), str(principal.coach_id or ""))


async def who(db: AsyncSession) -> tuple[str, ...]:
    """What the database says about who acts."""
    return tuple((await db.execute(WHO)).one())


async def bare() -> tuple[str, ...]:
    """The same of the connection that the pool hands out next, before it takes any role."""
    async with AsyncSession(engine(WEB)) as db:
        return await who(db)


def a_client(coach_id: UUID, email: str | None = None) -> Client:
    """A new client with a name that must not leak."""
    return Client(coach_id=coach_id, name=SECRET, email=email, search_key="", sort_key="")


async def break_after_adding(coach: Principal, *clients: Client) -> None:
    """A unit of work with a defect at its end."""
    async with unit_of_work(coach) as db:
        db.add_all(clients)
        await db.flush()
        await who(db)
        raise Broken


async def execute(coach: Principal, *statements: str) -> None:
    """A unit of work of plain statements."""
    async with unit_of_work(coach) as db:
        for statement in statements:
            await db.execute(text(statement))


async def commit_by_hand(coach: Principal) -> None:
    """What no service may do."""
    async with unit_of_work(coach) as db:
        await db.commit()
        await who(db)


async def count_of(coach: Principal, client_id: UUID) -> int:
    """How many rows the coach finds by an id."""
    async with unit_of_work(coach) as db:
        return (await db.execute(text("SELECT count(*) FROM clients WHERE id = :id"), {"id": client_id})).scalar_one()


async def test_role_and_identity_last_one_transaction(coach: Principal) -> None:
    """The connection goes back to the pool as nobody, after a commit and after an error."""
    await engine(WEB).dispose()  # so that the pool has one connection, and hands out the one that was used
    async with unit_of_work(coach) as db:
        assert await who(db) == identity(coach)
    assert await bare() == BARE
    with pytest.raises(Broken):
        await break_after_adding(coach)
    assert await bare() == BARE


async def test_nobody_is_left_over_from_the_transaction_before(coach: Principal) -> None:
    """A principal without person or practice does not inherit the last one's."""
    async with unit_of_work(coach) as db:
        await who(db)
    async with unit_of_work(DOOR) as db:
        assert await who(db) == identity(DOOR)


async def test_savepoints_keep_the_principal(coach: Principal) -> None:
    """A rolled back savepoint takes its rows with it, and leaves the role."""
    kept, lost = a_client(coach.coach), a_client(coach.coach)
    async with unit_of_work(coach) as db:
        db.add(kept)
        savepoint = await db.begin_nested()
        db.add(lost)
        await db.flush()
        await savepoint.rollback()
        assert await who(db) == identity(coach)
    assert (await count_of(coach, kept.id), await count_of(coach, lost.id)) == (1, 0)


async def test_an_error_takes_everything_back(coach: Principal) -> None:
    """Also what was already sent to the database."""
    lost = a_client(coach.coach)
    with pytest.raises(Broken):
        await break_after_adding(coach, lost)
    assert await count_of(coach, lost.id) == 0


async def test_a_cancelled_task_takes_everything_back(coach: Principal) -> None:
    """A browser that goes away in the middle leaves half of nothing, and no connection out of the pool."""
    lost, flushed = a_client(coach.coach), asyncio.Event()

    async def interrupted() -> None:
        async with unit_of_work(coach) as db:
            db.add(lost)
            await db.flush()
            flushed.set()
            await db.execute(text("SELECT pg_sleep(30)"))

    task = asyncio.create_task(interrupted())
    await flushed.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await count_of(coach, lost.id) == 0
    assert engine(WEB).pool.checkedout() == 0


async def test_nothing_runs_after_a_commit_by_hand(coach: Principal) -> None:
    """A service that commits loses its session: no statement can follow outside the one transaction."""
    with pytest.raises(InvalidRequestError):
        await commit_by_hand(coach)


async def test_a_role_given_up_sees_nothing(coach: Principal) -> None:
    """RESET ROLE leaves the bare login, which holds no right on any table."""
    with pytest.raises(DBAPIError, match="permission denied for table clients"):
        await execute(coach, "RESET ROLE", "SELECT count(*) FROM clients")


@pytest.mark.parametrize(
    "role", ["trustcoach_definer", "trustcoach_jobs", "trustcoach_rollup", "postgres", "pg_read_all_data"]
)
async def test_roles_out_of_reach(coach: Principal, role: str) -> None:
    """The web login becomes any of its principals, since it serves all of them, and never anything stronger."""
    with pytest.raises(DBAPIError, match="permission denied to set role"):
        await execute(coach, f"SET ROLE {role}")


async def test_a_job_acts_in_one_practice(world: World) -> None:
    """It sees what the coach sees there, in nobody's name."""
    principal = in_practice(world.ids["b"])
    async with unit_of_work(principal) as db:
        assert await who(db) == identity(principal)
        seen = (await db.execute(text("SELECT DISTINCT coach_id FROM clients"))).scalars().all()
    assert seen == [world.ids["b"]]


async def test_the_network_is_refused_inside(coach: Principal) -> None:
    """The flag stands from the first line to the last, through a nested unit, and in no other task."""
    assert not is_inside_unit_of_work()
    beside = asyncio.Event()

    async def bystander() -> bool:
        await beside.wait()
        return is_inside_unit_of_work()

    task = asyncio.create_task(bystander())
    async with unit_of_work(coach):
        async with unit_of_work(DOOR):
            assert is_inside_unit_of_work()
        assert is_inside_unit_of_work()
        beside.set()
        assert not await task
    assert not is_inside_unit_of_work()


async def test_the_flag_falls_with_an_error(coach: Principal) -> None:
    """Else the task could never speak to the network again."""
    with pytest.raises(Broken):
        await break_after_adding(coach)
    assert not is_inside_unit_of_work()


async def test_rows_that_their_writer_may_not_read(coach: Principal, world: World) -> None:
    """An audit line and a mail are written by those who cannot read the table, through the ORM as services do."""
    for role, person in ((Role.COACH, "coach_a"), (Role.CLIENT, "x"), (Role.SPONSOR, "sponsor"), (Role.ADMIN, "admin")):
        actor = world.ids[person]
        async with unit_of_work(Principal(role, actor, coach.coach_id if role is Role.COACH else None)) as db:
            db.add(AuditEntry(at=NOON, actor_id=actor, action="written"))
    for principal in (coach, Principal(Role.ADMIN, world.ids["admin"])):
        async with unit_of_work(principal) as db:
            mail = OutboxMail(recipient="a@example.org", subject="", body=SECRET, queued_at=NOON, next_attempt_at=NOON)
            db.add(mail)


def everything_said(error: BaseException) -> str:
    """What a log would keep of an error: its whole chain."""
    return "".join(traceback.format_exception(error))


async def violation(coach: Principal, *clients: Client) -> str:
    """All that is said when the database refuses."""
    with pytest.raises(IntegrityError) as refused:
        async with unit_of_work(coach) as db:
            db.add_all(clients)
    return everything_said(refused.value)


async def test_errors_of_the_driver_carry_no_content(coach: Principal, world: World) -> None:
    """Unique keys, checks and foreign keys name the constraint, and neither the row nor what was sent."""
    address = f"{new_id().hex}@example.org"
    twice = await violation(coach, a_client(coach.coach, address), a_client(coach.coach, address))
    shouted = await violation(coach, a_client(coach.coach, address.upper()))
    astray = a_client(coach.coach, address)
    astray.merged_into = next(
        row.values["id"]
        for row in world.standing
        if row.table == "clients" and row.values["coach_id"] == world.ids["b"]
    )
    elsewhere = await violation(coach, astray)
    for said, constraint in (
        (twice, "uq_clients_coach_id_email"),
        (shouted, "ck_clients_email_lower"),
        (elsewhere, "fk_clients_coach_id_merged_into"),
    ):
        assert constraint in said
        for content in (SECRET, address, address.upper(), str(coach.coach_id), str(astray.merged_into)):
            assert content not in said
