"""What those who were refused are offered instead: looked up once for all who want the same slot within a second.

Of a thousand who want one slot, 999 ask what else is free, at the same moment. Each look costs ten statements and the
slots of a week; the answer is advice, since whatever is then taken is checked again under the diary's lock.
"""

from asyncio import Task, create_task, get_running_loop, shield
from datetime import datetime
from functools import partial
from uuid import UUID

from trustcoach_app.availability.schedule import FreeSlot
from trustcoach_app.availability.slot_check import NotOffered, WantedSlot
from trustcoach_app.availability.slot_queries import nearest_free
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work

KEPT_FOR_S = 1.0

Key = tuple[Role, UUID, datetime, int, Actor, UUID | None]

_looks: dict[Key, Task[list[FreeSlot]]] = {}


async def nearest(who: Principal, refused: NotOffered) -> list[FreeSlot]:
    """The free slots closest to a refused one, earliest first. Called at the edge, when the refused work is over:
    a look inside it would hold the diary's lock, or the gate, against everybody else.
    """
    wanted = refused.wanted
    key = who.role, wanted.coach_id, wanted.starts_at, wanted.minutes, wanted.by, wanted.moving
    look = _looks.get(key)
    if look is None:
        look = _looks[key] = create_task(_look(who, wanted))
        look.add_done_callback(partial(_forget_soon, key))
    return await shield(look)


async def _look(who: Principal, wanted: WantedSlot) -> list[FreeSlot]:
    async with unit_of_work(who) as db:
        return await nearest_free(
            db,
            coach_id=wanted.coach_id,
            minutes=wanted.minutes,
            wanted=wanted.starts_at,
            now=wanted.now,
            by=wanted.by,
            moving=wanted.moving,
        )


def _forget_soon(key: Key, look: Task[list[FreeSlot]]) -> None:
    """A failed look is nobody else's answer."""
    seconds = 0 if look.cancelled() or look.exception() else KEPT_FOR_S
    get_running_loop().call_later(seconds, _looks.pop, key, None)
