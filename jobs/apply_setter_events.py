"""What the setter's webhook took in becomes leads: one run a practice applies all that waits for it.

The ledger is the queue. `hook_enqueue` (db/functions/setter.sql) sees to it, in the ledger's own transaction, that a
run is to come which has yet to look: at most one of a practice works, and one waits. What cannot be applied makes way:
it is tried again by itself, later each time, and the rest goes on.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy import text

from jobs.find import find, for_each
from jobs.log import is_away, log, log_failure
from jobs.queue import every, queue, run_logged
from trustcoach_app import clock
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.queues import TIMELY
from trustcoach_app.setter.intake.batch import apply_waiting, due_events, put_off

ROUNDS = 10
"""Of at most 500 events (batch.py); what is left then is another run's, so that other practices have their turn."""

_SENDERS_ARE_DONE = (
    text("SELECT set_config('lock_timeout', '10s', true)"),
    text("SELECT pg_advisory_xact_lock(hashtextextended('setter:' || :coach_id, 0))"),
)


@queue.task(name="apply_setter_events", queue=TIMELY.name)
async def apply_setter_events(coach_id: str) -> None:
    """A run that fails as a whole is not tried again: the next request or tick makes another."""
    await run_logged("apply_setter_events", TIMELY, lambda: _apply_all(UUID(coach_id)))


async def _apply_all(coach_id: UUID) -> None:
    await _until_senders_are_done(coach_id)
    for _ in range(ROUNDS):
        async with unit_of_work(in_practice(coach_id)) as db:
            keys = await due_events(db, coach_id=coach_id, now=clock.now())
        if not keys:
            return
        await _apply(coach_id, keys)
    await _enqueue(coach_id)


async def _until_senders_are_done(coach_id: UUID) -> None:
    """Whoever entered events while this run waited in the queue relied on it: see them all."""
    set_patience, lock = _SENDERS_ARE_DONE
    async with unit_of_work(in_practice(coach_id)) as db:
        await db.execute(set_patience)
        await db.execute(lock, {"coach_id": str(coach_id)})


async def _apply(coach_id: UUID, keys: Sequence[UUID]) -> None:
    """In one transaction; where that fails, in two halves, until what does not go stands alone and is put off."""
    try:
        async with unit_of_work(in_practice(coach_id)) as db:
            strange = await apply_waiting(db, coach_id=coach_id, keys=keys, now=clock.now())
    except Exception as error:
        if is_away(error):
            raise
        if len(keys) == 1:
            await _put_off(coach_id, keys, error)
            return
        half = len(keys) // 2
        await _apply(coach_id, keys[:half])
        await _apply(coach_id, keys[half:])
    else:
        if strange:
            log.warning("%d events of practice %s are not understood any more", strange, coach_id)


async def _put_off(coach_id: UUID, keys: Sequence[UUID], error: Exception) -> None:
    log_failure(f"applying event {keys[0]}", error)
    async with unit_of_work(in_practice(coach_id)) as db:
        await put_off(db, coach_id=coach_id, keys=keys, now=clock.now())


async def _enqueue(coach_id: UUID) -> None:
    """A run, unless one waits already."""
    practice = f"setter:{coach_id}"
    try:
        await apply_setter_events.configure(lock=practice, queueing_lock=practice).defer_async(coach_id=str(coach_id))
    except AlreadyEnqueued:
        return


@every(timedelta(seconds=15), TIMELY)
async def find_waiting_setter_events() -> None:
    """The floor: what was put off, or whose run failed or was lost, gets one."""
    found = await find("SELECT coach_id FROM find_waiting_setters(:now, :limit)", now=clock.now())
    await for_each((row.coach_id for row in found), _enqueue)
