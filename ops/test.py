"""Runs the tests, with all that they need: a browser, a database of their own, the built pages.

python -m ops.test [arguments of pytest]
"""

import subprocess
import sys

from ops.chromium import require_chromium
from ops.console import run_command
from ops.frontend import build_if_changed
from ops.place import child_environment, embedded_server
from trustcoach_app.config import ROOT


def main() -> None:
    """Run pytest and end with its exit code."""
    environment = child_environment(CHROMIUM=require_chromium())
    build_if_changed()
    try:
        ended = subprocess.run([sys.executable, "-m", "pytest", *sys.argv[1:]], check=False, cwd=ROOT, env=environment)
    finally:
        embedded_server("test").stop()
    raise SystemExit(ended.returncode)


if __name__ == "__main__":
    run_command(main)
