"""Runs one of our readers in a process of its own: a file is a stranger's program, and reading it is work.

The process ends after its seconds, whatever the libraries do with the file; it holds no more than its memory, knows no
secret and speaks to nothing. What it answers comes in parts, so that no part stops the others who use this process.

    answer = await run_bounded("trustcoach_app.importing.client_reading", head, content)

runs `answer(head, content)` of that module there, which yields bytes, or raises Unreadable.
"""

import asyncio
import logging
import os
import resource
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from importlib import import_module
from traceback import extract_tb

from trustcoach_app.config import ROOT
from trustcoach_app.uploads.text import Unreadable

SECONDS = 20
"""Of the processor."""
PATIENCE = 60.0
"""Seconds by the clock: a machine may be busy with others."""
MOST_MEMORY = 1 << 30
MOST_ANSWER = 64 << 20
AT_ONCE = 2
"""Readings at the same time, in this process: the others wait."""
MOST_WAITING = 20

TOO_MUCH = "Ce fichier est trop long à lire\u202f: exportez une période plus courte, ou partagez-le en plusieurs."
NOT_READ = "Ce fichier n’a pas pu être lu\u202f: exportez-le de nouveau."
TOO_MANY = "Beaucoup de fichiers sont lus en ce moment\u202f: renvoyez le vôtre dans une minute."

log = logging.getLogger(__name__)

_PIECE = 64 << 10
_LENGTH = 4
_NICER = 5

_turn = asyncio.Semaphore(AT_ONCE)
_waiting: set[object] = set()


async def run_bounded(reader: str, head: bytes, content: bytes) -> list[bytes]:
    """The parts of the answer. Raises Unreadable: the reader's own, or when it takes too long or too many wait."""
    with _in_line():
        async with _turn:
            return await _run(reader, head, content)


@contextmanager
def _in_line() -> Generator[None]:
    if len(_waiting) >= MOST_WAITING:
        raise Unreadable(TOO_MANY)
    ticket = object()
    _waiting.add(ticket)
    try:
        yield
    finally:
        _waiting.discard(ticket)


async def _run(reader: str, head: bytes, content: bytes) -> list[bytes]:
    pipe, nowhere = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__, reader), cwd=ROOT, env={}, stdin=pipe, stdout=pipe, stderr=nowhere
    )
    try:
        async with asyncio.timeout(PATIENCE):
            await _ask(process, head, content)
            answer = await _parts(process)
            code = await process.wait()
    except TimeoutError:
        raise Unreadable(TOO_MUCH) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code:
        raise Unreadable(_why(code, reader, b"".join(answer).decode()))
    return answer


def _why(code: int, reader: str, said: str) -> str:
    """What is told of a reader that gave no answer. What it broke on is logged, by kind and place only."""
    if code == _REFUSED:
        return said
    if code == _BROKEN:
        log.error("%s failed: %s", reader, said)
        return NOT_READ
    return TOO_MUCH


async def _ask(process: asyncio.subprocess.Process, head: bytes, content: bytes) -> None:
    """Its question, a piece at a time. Whoever ends before it is asked says by its code why."""
    assert process.stdin is not None
    with suppress(BrokenPipeError, ConnectionResetError):
        for words in (len(head).to_bytes(_LENGTH, "big"), head, content):
            for start in range(0, len(words), _PIECE):
                process.stdin.write(words[start : start + _PIECE])
                await process.stdin.drain()
        process.stdin.close()


async def _parts(process: asyncio.subprocess.Process) -> list[bytes]:
    """As many as come whole."""
    assert process.stdout is not None
    parts: list[bytes] = []
    with suppress(asyncio.IncompleteReadError):
        while length := int.from_bytes(await process.stdout.readexactly(_LENGTH), "big"):
            if sum(map(len, parts)) + length > MOST_ANSWER:
                raise Unreadable(TOO_MUCH)
            parts.append(await process.stdout.readexactly(length))
    return parts


_REFUSED, _BROKEN, _OUT_OF_MEMORY = 3, 4, 5
"""Exit codes: the file was refused, the answer being the sentence; the reader has a defect; it needed too much."""


def main() -> int:
    """The child: head and content on stdin, parts on stdout, each after its length. It lets whoever waits go first."""
    os.nice(_NICER)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    head = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(_LENGTH), "big"))
    content = sys.stdin.buffer.read()
    code, parts = _answer(sys.argv[1], head, content)
    for part in parts:
        sys.stdout.buffer.write(len(part).to_bytes(_LENGTH, "big") + part)
    return code


def _answer(reader: str, head: bytes, content: bytes) -> tuple[int, list[bytes]]:
    """The exit code, and what goes with it."""
    try:
        return 0, list(import_module(reader).answer(head, content))
    except Unreadable as refusal:
        return _REFUSED, [str(refusal).encode()]
    except MemoryError:
        return _OUT_OF_MEMORY, []
    except Exception as error:
        last = extract_tb(error.__traceback__)[-1]
        return _BROKEN, [f"{type(error).__name__} in {last.filename.rpartition('/')[2]}:{last.lineno}".encode()]


if __name__ == "__main__":
    raise SystemExit(main())
