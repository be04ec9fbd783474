"""Format, lint, types and architecture: what must hold before anything is committed.

python -m ops.check
"""

import os
import subprocess
import sys

from ops.console import CommandError, run_command, step
from ops.folders import child_environment
from trustcoach_app.config import ROOT

CHECKS = {
    "Format (ruff format)": ["ruff", "format", "--check", "."],
    "Lint (ruff check)": ["ruff", "check", "."],
    "Types (pyright)": ["pyright", "--threads", str(os.cpu_count() or 1), "--pythonpath", sys.executable],
    "Architecture (pytest)": ["pytest", "tests/architecture", "-q"],
}


def main() -> None:
    """Run every check at once, show what each has to say, and fail if one did."""
    running = {name: _start(command) for name, command in CHECKS.items()}
    failed = [name for name, check in running.items() if not _passes(name, check)]
    if failed:
        raise CommandError(f"Not in order: {', '.join(failed)}")


def _start(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=child_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _passes(name: str, check: subprocess.Popen[str]) -> bool:
    """Wait for it; its step shows how much longer than the ones before it took."""
    with step(name):
        said, _ = check.communicate()
    if check.returncode != 0:
        print(said, flush=True)
    return check.returncode == 0


if __name__ == "__main__":
    run_command(main)
