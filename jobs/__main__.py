"""`python -m jobs`: the clock and the workers of every queue, in one process.

`python -m jobs clock`: the clock alone. `python -m jobs worker`: the workers of every queue; `python -m jobs worker
mail calendars`: of these. `python -m jobs backfill`: every figure again (jobs/backfill.py).

SIGTERM and SIGINT end it cleanly, with exit code 0. It waits for PostgreSQL, and outlives its absence (machine.py).
Exit code 1: something was lost that it cannot mend itself, so its supervisor is to start it again.
"""

import asyncio
import signal
import sys
from typing import Any

from jobs.backfill import backfill
from jobs.log import log, log_to_stderr
from jobs.machine import Parts, live
from jobs.worker import POLL_SECONDS
from trustcoach_app.db.unit_of_work import connect_as_jobs
from trustcoach_app.logs import kind_and_place
from trustcoach_app.queues import QUEUES

USAGE = f"usage: python -m jobs [worker [{'|'.join(QUEUES)}]…|clock|backfill [--coach <id>] [--resume]]\n"

SECONDS_TO_END = max(queue.grace for queue in QUEUES.values()) + 5
"""Beyond the longest grace: then the process leaves, whatever still clings to it."""


def parts_of(arguments: list[str], *, poll_seconds: float = POLL_SECONDS) -> Parts | None:
    """What the arguments ask for; None when they ask for nothing that there is."""
    part, names = (arguments[0] if arguments else ""), arguments[1:]
    if part not in ("", "clock", "worker") or not set(names) <= set(QUEUES) or (names and part != "worker"):
        return None
    queues = [] if part == "clock" else [queue for name, queue in QUEUES.items() if name in (names or QUEUES)]
    return Parts(part != "worker", queues, poll_seconds)


async def _until_asked_to_stop() -> None:
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    await asked.wait()


async def _until_something_is_lost() -> None:
    """Return once an error reached nobody: what should have dealt with it is gone."""
    lost = asyncio.Event()

    def note(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        log.error("lost: %s", kind_and_place(error) if error else context.get("message"))
        lost.set()

    asyncio.get_running_loop().set_exception_handler(note)
    await lost.wait()


async def run(parts: Parts) -> int:
    """Run until asked to stop (0), or until something is lost (1)."""
    asked = asyncio.create_task(_until_asked_to_stop())
    others = {asyncio.create_task(_until_something_is_lost()), asyncio.create_task(live(parts))}
    await asyncio.wait({asked, *others}, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        task.cancel()
    _, unended = await asyncio.wait(others, timeout=SECONDS_TO_END)
    log.info("stopped" if asked.done() else "leaving, to be started again")
    return 0 if asked.done() and not unended else 1


def main(poll_seconds: float = POLL_SECONDS) -> int:
    """Parse the arguments and run."""
    is_backfill, parts = sys.argv[1:2] == ["backfill"], parts_of(sys.argv[1:], poll_seconds=poll_seconds)
    if parts is None and not is_backfill:
        sys.stderr.write(USAGE)
        return 2
    log_to_stderr()
    connect_as_jobs()
    try:
        return asyncio.run(run(parts) if parts else backfill(sys.argv[2:]))
    except Exception as error:
        log.error("cannot run: %s", kind_and_place(error))
        return 1


if __name__ == "__main__":
    sys.exit(main())
