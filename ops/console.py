"""What the commands say: calm lines with the time they took, and one line for what went wrong."""

import os
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import NoReturn

_STARTED = float(os.environ.get("COMMAND_STARTED") or time.time())
"""Seconds since 1970; ops/python.sh names it, so that the installation counts."""


class CommandError(Exception):
    """Something the person at the keyboard can mend. `str(error)` is one line that says what is wrong and how."""


class _Line:
    """The line that a step has begun and not ended."""

    begun: str = ""


def say(line: str) -> None:
    """Print one line of progress, at once even into a pipe."""
    _give_up_line()
    print(line, flush=True)


@contextmanager
def step(doing: str) -> Generator[None]:
    """One line for what takes a while: what it is, and its duration, which runs along in a terminal."""
    started, done = time.monotonic(), threading.Event()
    _begin_line(f"  {doing} …")
    if sys.stdout.isatty():
        threading.Thread(target=_show_seconds, args=(doing, started, done), daemon=True).start()
    try:
        yield
    except BaseException:
        done.set()
        _give_up_line()
        raise
    done.set()
    _end_line(f"  {doing} …", time.monotonic() - started)


def _begin_line(text: str) -> None:
    print(text, end="", flush=True)
    _Line.begun = text


def _give_up_line() -> None:
    if _Line.begun:
        print(flush=True)
        _Line.begun = ""


def _end_line(text: str, seconds: float) -> None:
    """Continue the line if it is still open, in a terminal by writing it again; otherwise start it anew."""
    begun = "\r" + text if sys.stdout.isatty() else "" if _Line.begun == text else text
    print(f"{begun} {seconds:.1f} s", flush=True)
    _Line.begun = ""


def _show_seconds(doing: str, started: float, done: threading.Event) -> None:
    while not done.wait(1.0):
        print(f"\r  {doing} … {time.monotonic() - started:.0f} s", end="", flush=True)


def elapsed() -> float:
    """Seconds since the command began."""
    return time.time() - _STARTED


def fail(line: str) -> NoReturn:
    """End the command with one line on stderr and exit code 1."""
    print(line, file=sys.stderr, flush=True)
    raise SystemExit(1)


def run_command(main: Callable[[], None]) -> None:
    """Run a command's `main`; a CommandError becomes its one line, Ctrl-C a quiet end."""
    try:
        main()
    except CommandError as error:
        fail(str(error))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
