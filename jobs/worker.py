"""The workers of one queue: procrastinate's, with three things mended that it leaves to chance.

- Its side tasks (listening, heartbeat) are watched until the first of them ends. The one for its own periodic jobs ends
  at once where there are none, and nobody notices that listening failed when PostgreSQL was restarted: a deaf worker,
  which takes one job a poll. Ours has a side task that never ends, so that a worker that stops hearing stops.
- A cancellation that falls together with a connection of the pool is swallowed there (`asyncio.wait_for` of Python
  3.11). Ours remembers that it came.
- A job that waits for a lock is found by the next poll or a chance notice. Ours looks again whenever a job is done, and
  after whatever it heard while it looked.
"""

import asyncio

from procrastinate.job_context import JobContext
from procrastinate.jobs import Notification
from procrastinate.worker import Worker

from jobs.log import log_failure
from jobs.queue import queue
from trustcoach_app.queues import JobQueue

POLL_SECONDS = 5.0
"""The floor, whether or not a notice was heard."""

_left_behind: set[int] = set()
"""Workers of this process that ended without a word to the database."""


class QueueWorker(Worker):
    """See above."""

    _changes = 0
    """Of what there is to do, as far as we heard: one that falls into a fetch that misses it is not forgotten."""

    async def _run_loop(self) -> None:
        if self.run_task is not None and self.run_task.cancelling():
            self.stop()
        await super()._run_loop()

    async def _periodic_deferrer(self) -> None:
        await asyncio.Event().wait()

    async def _handle_notification(self, *, channel: str, notification: Notification) -> None:
        self._changes += 1
        await super()._handle_notification(channel=channel, notification=notification)

    async def _fetch_and_process_jobs(self) -> None:
        looked_at = None
        while looked_at != self._changes and not self._stop_event.is_set():
            looked_at = self._changes
            await super()._fetch_and_process_jobs()

    async def _process_job(self, context: JobContext) -> None:
        """A job whose end cannot be written would stay "doing" for ever: its worker ends, and it is taken up again."""
        try:
            await super()._process_job(context)
        except Exception as error:
            log_failure(f"writing the end of {context.job.task_name}", error)
            self.stop()
        finally:
            self._changes += 1
            self._new_job_event.set()


async def work(on: JobQueue, *, poll_seconds: float = POLL_SECONDS) -> None:
    """Work on a queue until cancelled, or until something that a worker needs is lost."""
    worker = QueueWorker(
        app=queue,
        queues=[on.name],
        name=on.name,
        concurrency=on.at_once,
        fetch_job_polling_interval=poll_seconds,
        shutdown_graceful_timeout=on.grace,
        delete_jobs="successful",
        install_signal_handlers=False,
    )
    try:
        await worker.run()
    finally:
        if worker.worker_id is not None:
            _left_behind.add(worker.worker_id)


async def sign_off_left_behind() -> None:
    """Tell the database that they are gone, so that what they held is stalled at once and not after their silence."""
    for worker_id in list(_left_behind):
        await queue.job_manager.unregister_worker(worker_id)
        _left_behind.discard(worker_id)
