"""Setter events over HTTP into leads: 100 a request from five practices, and single ones of one practice at once.

python -m benchmarks.ingest, with built pages, on the migrated database of the embedded server of DATA_DIR: the last
case kills that server and starts it again.
"""

import asyncio
import os
import signal
from dataclasses import dataclass
from time import perf_counter

import httpx
from sqlalchemy.exc import SQLAlchemyError

from benchmarks.report import report
from benchmarks.sending import Setter, event, lost, new_setter, post, send, until_alive, until_applied, web_and_jobs
from ops.folders import embedded_server

PRACTICES = 5
BATCHES, BATCH = 30, 100
"""Of each practice; the baseline sends as many requests."""
BASELINE = "one request and one job per event"
SENDERS = 8

BURST, AT_ONCE = 200, 20
"""Requests of one event each, of one practice, as a scenario sends them that loops over its rows."""
OF_BURST = "the same events in one request"


@dataclass(frozen=True)
class Run:
    """Events sent; seconds until the last was answered, and until the last was applied; events without their row."""

    sent: int
    accepting: float
    applying: float
    lost: int


async def main() -> None:
    """The baseline, then batches, each for practices of their own; then the bursts."""
    with web_and_jobs() as address:
        async with httpx.AsyncClient(base_url=address, timeout=60) as http:
            await until_alive(http)
            await _ingest(http, practices=PRACTICES, batches=2, size=BATCH)
            single = await _ingest(http, practices=PRACTICES, batches=BATCHES, size=1)
            batch = await _ingest(http, practices=PRACTICES, batches=BATCHES, size=BATCH)
            burst = await _burst(http)
            _restart_postgresql()
            await _until_taken(http)
            burst_after_restart = await _burst(http)
            whole = await _ingest(http, practices=1, batches=1, size=BURST)
    _report_rates(batch, single)
    for case, run in (("burst_s", burst), ("burst_after_restart_s", burst_after_restart)):
        report("ingest", case, run.applying, "s", baseline=OF_BURST, baseline_value=whole.applying, n=run.sent)


def _report_rates(batch: Run, single: Run) -> None:
    for case, of_batch, of_single in (
        ("accepted", batch.sent / batch.accepting, single.sent / single.accepting),
        ("applied", batch.sent / batch.applying, single.sent / single.applying),
    ):
        report(
            "ingest", case, of_batch, "events/s", baseline=BASELINE, baseline_value=of_single, n=batch.sent, rate=True
        )
    report("ingest", "lost", batch.lost, "events", baseline=BASELINE, baseline_value=single.lost, n=batch.sent)


async def _burst(http: httpx.AsyncClient) -> Run:
    return await _ingest(http, practices=1, batches=BURST, size=1, at_once=AT_ONCE)


async def _ingest(http: httpx.AsyncClient, *, practices: int, batches: int, size: int, at_once: int = SENDERS) -> Run:
    """Send so many batches to each of some new practices, from a few senders at once, and wait for the worker."""
    setters = [await new_setter() for _ in range(practices)]
    requests = [(setter, [event() for _ in range(size)]) for _ in range(batches) for setter in setters]
    began = perf_counter()
    await send(http, requests, at_once=at_once)
    accepting = perf_counter() - began
    applying, sent = await until_applied(setters, began), len(requests) * size
    return Run(sent, accepting, applying, await lost(setters, sent))


def _restart_postgresql() -> None:
    """Kill it as a crash would, and start it again."""
    server = embedded_server()
    postmaster = int((server.data / "postmaster.pid").read_text().split("\n", 1)[0])
    os.kill(postmaster, signal.SIGKILL)
    server.start()


async def _until_taken(http: httpx.AsyncClient) -> None:
    """Return when the web process takes events again."""
    setter = await _new_setter_again()
    while True:
        if await post(http, setter, [event()]) == httpx.codes.ACCEPTED:
            return
        await asyncio.sleep(0.1)


async def _new_setter_again() -> Setter:
    """Our own connections broke with the server: the first tries may still find that out."""
    while True:
        try:
            return await new_setter()
        except SQLAlchemyError:
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main())
