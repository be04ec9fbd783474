"""Starting processes that end when we do, however we do."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from trustcoach_app.config import ROOT

_PR_SET_PDEATHSIG = 1


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform == "linux" else None


_LIBC = _libc()
"""Loaded before any fork: in a forked child nothing may be loaded any more."""


def _end_with_parent(parent: int) -> Callable[[], None]:
    """What a new child does first: ask Linux for SIGTERM when its parent dies, even by SIGKILL."""

    def ask() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    return ask


def start(command: list[str], environment: dict[str, str], output: IO[str]) -> subprocess.Popen[str]:
    """Start a child in a session of its own: Ctrl-C in our terminal reaches us alone, and we end it in order.

    To be called from the main thread, because the request to end with the parent means the thread that starts it.
    """
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=_end_with_parent(os.getpid()),  # noqa: PLW1509  only calls prctl, loaded beforehand
    )


def run_to_end(command: list[str], environment: dict[str, str], output: IO[str]) -> int:
    """Run a child to its end and return its exit code; if we are interrupted, so is it."""
    child = start(command, environment, output)
    try:
        return child.wait()
    finally:
        end(child)


def end(child: subprocess.Popen[str], patience: float = 5.0) -> None:
    """End a child and all that it started: asked first, killed after `patience` seconds."""
    if child.poll() is None:
        signal_group(child.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            child.wait(patience)
    signal_group(child.pid, signal.SIGKILL)
    child.wait()


def signal_group(leader: int, number: signal.Signals) -> None:
    """Signal a child's whole session; nothing happens if it is gone."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)
