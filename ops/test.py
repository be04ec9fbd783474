"""Runs the tests, with all that they need: a browser, a database of their own, the built pages.

python -m ops.test [arguments of pytest]

Without arguments the checks come first (ops/check.py), then every test. Tests run side by side, a file at a time: much
of a test's time is waiting for what it started.
"""

import fcntl
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress

from ops import check
from ops.chromium import require_chromium
from ops.console import run_command
from ops.folders import child_environment, data_dir, embedded_server
from ops.frontend import build_if_changed
from trustcoach_app.config import ROOT
from trustcoach_app.db.embedded_host import make_folder

SIDE_BY_SIDE = ("-n", "logical", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")
"""In the order of their folders: xdist's own order, files with many tests first, ends with a long one on its own."""
ALONE = ("-n", "-s", "-m", "--pdb", "--capture=no")
"""Who says one of these says how to run them, or watches them run."""


def arguments(wanted: Sequence[str]) -> list[str]:
    """What pytest is told: all but what the checks just ran, or what was asked for, folders side by side."""
    if not wanted:
        return [*SIDE_BY_SIDE, "--ignore=tests/architecture"]
    folders = any((ROOT / word).is_dir() for word in wanted if not word.startswith("-"))
    return [*(SIDE_BY_SIDE if folders and not set(wanted) & set(ALONE) else ()), *wanted]


def main() -> None:
    """Run the checks and pytest, and end with its exit code."""
    wanted = sys.argv[1:]
    if not wanted:
        check.main()
    environment = child_environment(CHROMIUM=require_chromium())
    build_if_changed()
    with _database_server():
        command = [sys.executable, "-m", "pytest", *arguments(wanted)]
        ended = subprocess.run(command, check=False, cwd=ROOT, env=environment)
    raise SystemExit(ended.returncode)


@contextmanager
def _database_server() -> Generator[None]:
    """The tests' server, which they start when they need it. Of several runs in one checkout the last one stops it."""
    folder = data_dir() / "test"
    make_folder(folder)
    with (folder / "running.lock").open("w") as running:
        fcntl.flock(running, fcntl.LOCK_SH)
        try:
            yield
        finally:
            with suppress(BlockingIOError):
                fcntl.flock(running, fcntl.LOCK_EX | fcntl.LOCK_NB)
                embedded_server("test").stop()


if __name__ == "__main__":
    run_command(main)
