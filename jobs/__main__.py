"""`python -m jobs`: clock and worker in one process. `python -m jobs worker`, `python -m jobs clock`: one of them.

`python -m jobs backfill` adds up every figure again (jobs/backfill.py).

SIGTERM and SIGINT end it cleanly, with exit code 0. Losing the queue ends it with exit code 1, for its supervisor to
start it again.
"""

import asyncio
import logging
import signal
import sys
from contextlib import AsyncExitStack
from typing import Any

from jobs.backfill import backfill
from jobs.catalogue import regular_jobs
from jobs.clock import ticking
from jobs.marks import hearing_marks
from jobs.queue import kind_and_place, log, queue
from trustcoach_app.db.unit_of_work import connect_as_jobs
from trustcoach_app.logs import bound_logs

PARTS = {"": ("clock", "worker"), "clock": ("clock",), "worker": ("worker",)}
CONCURRENCY = 8
SECONDS_TO_FINISH = 4.0
"""For what runs when asked to stop; then it goes back into the queue. Supervisors kill after five."""


def _log_to_stderr() -> None:
    """Our own lines only: procrastinate's and APScheduler's print arguments and tracebacks."""
    bound_logs()
    for talkative in ("procrastinate", "apscheduler", "psycopg"):
        logging.getLogger(talkative).setLevel(logging.CRITICAL)


async def _until_asked_to_stop() -> None:
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    await asked.wait()


async def _until_something_is_lost() -> None:
    """Return once an error reached nobody: a job whose end could not be written would stay "running" for ever.

    When this process leaves, that job counts as stalled and is taken up again.
    """
    lost = asyncio.Event()

    def note(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        log.error("lost: %s", kind_and_place(error) if error else context.get("message"))
        lost.set()

    asyncio.get_running_loop().set_exception_handler(note)
    await lost.wait()


async def _work() -> None:
    await queue.run_worker_async(
        concurrency=CONCURRENCY,
        delete_jobs="successful",
        install_signal_handlers=False,
        shutdown_graceful_timeout=SECONDS_TO_FINISH,
    )


async def run(parts: tuple[str, ...]) -> int:
    """Run until asked to stop (0), or until the worker ends by itself or something is lost (1)."""
    asked = asyncio.create_task(_until_asked_to_stop())
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(queue.open_async())
        running = {asked, asyncio.create_task(_until_something_is_lost())}
        if "worker" in parts:
            running.add(asyncio.create_task(_work()))
        if "clock" in parts:
            await stack.enter_async_context(ticking(regular_jobs()))
            await stack.enter_async_context(hearing_marks())
        log.info("%s: ready", " and ".join(parts))
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        return await _end(running - {asked}, was_asked=asked.done())


async def _end(others: set[asyncio.Task[None]], *, was_asked: bool) -> int:
    for task in others:
        task.cancel()
    for ended in await asyncio.gather(*others, return_exceptions=True):
        if isinstance(ended, Exception):
            log.error("the worker ended: %s", kind_and_place(ended))
    log.info("stopped" if was_asked else "leaving, to be started again")
    return 0 if was_asked else 1


def main() -> int:
    """Parse the arguments and run."""
    part = " ".join(sys.argv[1:])
    is_backfill = sys.argv[1:2] == ["backfill"]
    if part not in PARTS and not is_backfill:
        sys.stderr.write("usage: python -m jobs [worker|clock|backfill [--coach <id>] [--resume]]\n")
        return 2
    _log_to_stderr()
    connect_as_jobs()
    try:
        return asyncio.run(backfill(sys.argv[2:]) if is_backfill else run(PARTS[part]))
    except Exception as error:
        log.error("cannot run: %s", kind_and_place(error))
        return 1


if __name__ == "__main__":
    sys.exit(main())
