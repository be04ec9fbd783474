"""Everything that the list of clients is made of: one page of it, and what the capabilities know of those on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.client_list.address import ClientsAddress
from trustcoach_app.client_list.queries import PAGE, ClientPage, client_page
from trustcoach_app.clients.tags import known_tags, tags_of
from trustcoach_app.coaches import zone_of
from trustcoach_app.goals.queries import current_goals


@dataclass(frozen=True)
class ListFacts:
    """Everything that the page is made of."""

    zone: ZoneInfo
    page: ClientPage
    goals: dict[UUID, str]
    tags: dict[UUID, list[str]]
    known_tags: list[str]


async def list_facts(
    db: AsyncSession,
    *,
    coach_id: UUID,
    address: ClientsAddress,
    now: datetime,
    limit: int = PAGE,
    only: Collection[UUID] | None = None,
) -> ListFacts:
    """Read the list for one coach at one instant. Five statements; seven for a guess.

    From the top where nothing is left before the row that an address names.
    """
    zone = await zone_of(db, coach_id=coach_id)
    given: dict[str, Any] = {"coach_id": coach_id, "zone": zone, "now": now, "limit": limit, "only": only}
    page = await client_page(db, address=address, **given)
    if address.before and not page.has_before:
        page = await client_page(db, address=ClientsAddress(address.filter), **given)
    shown = [client.id for client in page.clients]
    return ListFacts(
        zone,
        page,
        await current_goals(db, coach_id=coach_id, client_ids=shown),
        await tags_of(db, coach_id=coach_id, client_ids=shown),
        await known_tags(db, coach_id=coach_id),
    )
