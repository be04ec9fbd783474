"""Reads a calendar in a process of its own, with limits on its time and memory: a file is a stranger's program."""

import asyncio
import resource
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.config import ROOT
from trustcoach_app.importing.readings import ANSWER, Answer, Reading
from trustcoach_app.uploads.text import Unreadable

SECONDS = 20
"""Of the processor."""
PATIENCE = 60
"""Seconds by the clock: a machine may be busy with others."""
MOST_MEMORY = 1 << 30
AT_ONCE = 2
"""Readings at the same time, in this process: the others wait."""

TOO_MUCH = "Ce calendrier est trop long à lire : exportez une période plus courte."

_turn = asyncio.Semaphore(AT_ONCE)


async def read_bounded(content: bytes, *, zone: ZoneInfo, now: datetime) -> Reading:
    """The calendar's occurrences (calendar_file.py). Raises Unreadable, also when it takes too long."""
    async with _turn:
        answer = await _ask(content, zone.key, now.isoformat())
    if answer.problem:
        raise Unreadable(answer.problem)
    return answer.reading


async def _ask(content: bytes, *arguments: str) -> Answer:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        *arguments,
        cwd=ROOT,
        env={},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            answer, _ = await process.communicate(content)
    except TimeoutError:
        raise Unreadable(TOO_MUCH) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise Unreadable(TOO_MUCH)
    return ANSWER.validate_json(answer)


def main() -> None:
    """The child: a calendar on stdin, an Answer on stdout."""
    from trustcoach_app.importing.calendar_file import read_calendar

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    zone, now = sys.argv[1:]
    try:
        reading = read_calendar(sys.stdin.buffer.read(), zone=ZoneInfo(zone), now=datetime.fromisoformat(now))
        answer = Answer(reading)
    except Unreadable as refusal:
        answer = Answer(problem=str(refusal))
    sys.stdout.buffer.write(ANSWER.dump_json(answer))


if __name__ == "__main__":
    main()
