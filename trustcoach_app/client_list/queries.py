"""What the list of clients reads. One statement for three clients as for three thousand, whatever is filtered."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import CTE, BigInteger, ColumnElement, Select, case, cast, func, literal, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.health import Health, health_column
from trustcoach_app.bookings.histories import History, histories
from trustcoach_app.client_list.address import Activity, ClientFilter, ClientsAddress, Sort
from trustcoach_app.clients.keys import search_words, tag_key
from trustcoach_app.clients.near import MOST_WORDS, near
from trustcoach_app.clients.tags import holders
from trustcoach_app.cursors import FURTHEST, Cursor
from trustcoach_app.models.clients import Client, ClientStage

PAGE = 50


@dataclass(frozen=True)
class ListedClient:
    """A client of the list, with what the diary says of them."""

    id: UUID
    name: str
    email: str | None
    phone: str
    stage: ClientStage
    timezone: str
    archived_at: datetime | None
    health: Health
    history: History
    cursor: Cursor


@dataclass(frozen=True)
class ClientPage:
    """Some clients, in their order; whether there are others on either side; and how many each health would show."""

    clients: list[ListedClient] = field(default_factory=list)
    has_before: bool = False
    has_after: bool = False
    by_health: dict[Health, int] = field(default_factory=dict)
    """Whatever health the filter asks for."""
    everybody: int = 0
    """Clients of the practice who are not archived."""
    next_change: datetime | None = None
    """When a session begins or ends, of anybody whom the filter finds."""
    is_guess: bool = False
    """Nobody is called so: these come close."""

    @property
    def found(self) -> int:
        """How many there are with any health."""
        return sum(self.by_health.values())


async def client_page(
    db: AsyncSession,
    *,
    coach_id: UUID,
    address: ClientsAddress,
    zone: ZoneInfo,
    now: datetime,
    limit: int = PAGE,
    only: Collection[UUID] | None = None,
) -> ClientPage:
    """At most `limit` clients of an address. Where nobody has the words of a search, those who come close.

    One statement; three for a guess. `only`: of these clients.
    """
    conditions = _conditions(coach_id, address.filter)
    if only is not None:
        conditions.append(col(Client.id).in_(only))
    words = search_words(address.filter.search)[:MOST_WORDS]
    given: dict[str, Any] = {"coach_id": coach_id, "address": address, "zone": zone, "now": now, "limit": limit}
    page = await _page(db, conditions=[*conditions, *(_holds(coach_id, word) for word in words)], **given)
    if page.found or not words:
        return page
    is_archived = address.filter.activity is Activity.ARCHIVED
    meant = await near(db, coach_id=coach_id, words=words, is_archived=is_archived)
    close = col(Client.id).in_(meant)
    return await _page(db, conditions=[*conditions, close], is_guess=bool(meant), **given) if meant else page


def _conditions(coach_id: UUID, wanted: ClientFilter) -> list[ColumnElement[bool]]:
    """What a filter asks of a client's own row; health and what is ahead the diary knows."""
    is_archived = col(Client.archived_at).is_not(None)
    conditions: list[ColumnElement[bool]] = [is_archived if wanted.activity is Activity.ARCHIVED else ~is_archived]
    if wanted.stage:
        conditions.append(col(Client.stage) == wanted.stage)
    if wanted.tag:
        conditions.append(col(Client.id).in_(holders(coach_id, key=tag_key(wanted.tag))))
    return conditions


def _holds(coach_id: UUID, word: str) -> ColumnElement[bool]:
    """It occurs in name, address, number or a tag."""
    tagged = col(Client.id).in_(holders(coach_id, part=word))
    return or_(col(Client.search_key).contains(word, autoescape=True), tagged)


async def _page(
    db: AsyncSession,
    *,
    coach_id: UUID,
    address: ClientsAddress,
    zone: ZoneInfo,
    now: datetime,
    limit: int,
    conditions: list[ColumnElement[bool]],
    is_guess: bool = False,
) -> ClientPage:
    found = _found(coach_id, address.filter, zone, now, conditions)
    upwards = address.before is not None
    page = _cut(found, address, limit).subquery("page")
    tally = _tally(found, coach_id).subquery("tally")
    order = [column.desc() if upwards else column for column in (page.c.rank, page.c.sort_key, page.c.id)]
    query = select(tally, page).select_from(tally.outerjoin(page, true())).order_by(*order)
    rows = (await db.execute(query)).all()
    listed = [_listed(row) for row in rows if row.id is not None]
    more, shown = len(listed) > limit, listed[:limit]
    return ClientPage(
        clients=shown[::-1] if upwards else shown,
        has_before=more if upwards else address.after is not None,
        has_after=True if upwards else more,
        by_health={health: getattr(rows[0], health.name) for health in Health},
        everybody=rows[0].everybody,
        next_change=min(filter(None, (rows[0].begins, rows[0].ends)), default=None),
        is_guess=is_guess,
    )


_OWN = ("id", "name", "email", "phone", "stage", "timezone", "archived_at", "sort_key")


def _found(
    coach_id: UUID, wanted: ClientFilter, zone: ZoneInfo, now: datetime, conditions: list[ColumnElement[bool]]
) -> CTE:
    """Every client whom the filter finds, whatever their health, with what they are sorted by."""
    of_all = histories(coach_id, now).subquery("of_all")
    past = of_all.c
    query = (
        select(
            *(col(getattr(Client, name)) for name in _OWN),
            func.coalesce(past.held, 0).label("held"),
            *(past[name] for name in ("last_held", "next_planned", "running_until")),
            func.coalesce(past.earned_cents, 0).label("earned_cents"),
            health_column(past, zone, now).label("health"),
            _rank(past, wanted.sort).label("rank"),
        )
        .outerjoin(of_all, past.client_id == col(Client.id))
        .where(col(Client.coach_id) == coach_id, col(Client.merged_into).is_(None), *conditions)
    )
    is_ahead = past.next_planned.is_not(None) | past.running_until.is_not(None)
    asked = {Activity.AHEAD: is_ahead, Activity.NOTHING_AHEAD: ~is_ahead}
    return (query.where(asked[wanted.activity]) if wanted.activity in asked else query).cte("found")


def _rank(past: Any, sort: Sort) -> ColumnElement[int]:
    """What comes first has the least; FURTHEST is who has no such day."""
    furthest = literal(FURTHEST, BigInteger)
    ranks = {
        Sort.NAME: literal(0, BigInteger),
        Sort.LAST: func.coalesce(-_microseconds(past.last_held), furthest),
        Sort.NEXT: case(
            (past.running_until.is_not(None), literal(0, BigInteger)),
            else_=func.coalesce(_microseconds(past.next_planned), furthest),
        ),
        Sort.EARNED: -func.coalesce(cast(past.earned_cents, BigInteger), literal(0, BigInteger)),
    }
    return ranks[sort]


def _microseconds(instant: Any) -> ColumnElement[int]:
    return cast(func.extract("epoch", instant) * 1_000_000, BigInteger)


def _cut(found: CTE, address: ClientsAddress, limit: int) -> Select[*tuple[Any, ...]]:
    """The rows of one page and one more, on the side to which it goes."""
    place, upwards = (found.c.rank, found.c.sort_key, found.c.id), address.before is not None
    query = select(found)
    if address.filter.health:
        query = query.where(found.c.health == address.filter.health.value)
    if at := address.before or address.after:
        row = tuple_(literal(at.rank, BigInteger), literal(at.key), literal(at.id))
        query = query.where(tuple_(*place) < row if upwards else tuple_(*place) > row)
    return query.order_by(*(column.desc() if upwards else column for column in place)).limit(limit + 1)


def _tally(found: CTE, coach_id: UUID) -> Select[*tuple[Any, ...]]:
    """One row, whether anybody is found or not."""
    everybody = (
        select(func.count())
        .select_from(Client)
        .where(col(Client.coach_id) == coach_id, col(Client.merged_into).is_(None), col(Client.archived_at).is_(None))
    )
    counts = (func.count().filter(found.c.health == health.value).label(health.name) for health in Health)
    turns = func.min(found.c.next_planned).label("begins"), func.min(found.c.running_until).label("ends")
    return select(everybody.scalar_subquery().label("everybody"), *counts, *turns).select_from(found)


def _listed(row: Any) -> ListedClient:
    past = History(row.held, row.last_held, row.next_planned, row.running_until, earned_cents=row.earned_cents)
    own = row.id, row.name, row.email, row.phone, row.stage, row.timezone, row.archived_at
    return ListedClient(*own, Health(row.health), past, Cursor(row.rank, row.id, row.sort_key))
