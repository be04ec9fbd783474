"""Runs the tests, with all that they need: a browser, a database of their own, the built pages.

python -m ops.test [arguments of pytest]

All of them run side by side, a file at a time: much of a test's time is waiting for what it started.
"""

import subprocess
import sys

from ops.chromium import require_chromium
from ops.console import run_command
from ops.folders import child_environment, embedded_server
from ops.frontend import build_if_changed
from trustcoach_app.config import ROOT

SIDE_BY_SIDE = ("-n", "logical", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")
"""In the order of their folders: xdist's own order, files with many tests first, ends with a long one on its own."""


def main() -> None:
    """Run pytest and end with its exit code."""
    environment = child_environment(CHROMIUM=require_chromium())
    build_if_changed()
    try:
        command = [sys.executable, "-m", "pytest", *(sys.argv[1:] or SIDE_BY_SIDE)]
        ended = subprocess.run(command, check=False, cwd=ROOT, env=environment)
    finally:
        embedded_server("test").stop()
    raise SystemExit(ended.returncode)


if __name__ == "__main__":
    run_command(main)
