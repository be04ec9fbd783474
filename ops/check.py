"""Format, lint, types and architecture: what must hold before anything is committed.

python -m ops.check
"""

import subprocess
import sys

from ops.console import CommandError, run_command, step
from ops.place import child_environment
from trustcoach_app.config import ROOT

CHECKS = {
    "Format (ruff format)": ["ruff", "format", "--check", "."],
    "Lint (ruff check)": ["ruff", "check", "."],
    "Types (pyright)": ["pyright", "--pythonpath", sys.executable],
    "Architecture (pytest)": ["pytest", "tests/architecture", "-q"],
}


def main() -> None:
    """Run every check, show what each has to say, and fail if one did."""
    failed = [name for name, command in CHECKS.items() if not _passes(name, command)]
    if failed:
        raise CommandError(f"Not in order: {', '.join(failed)}")


def _passes(name: str, command: list[str]) -> bool:
    with step(name):
        ended = subprocess.run(
            [sys.executable, "-m", *command],
            check=False,
            cwd=ROOT,
            env=child_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    if ended.returncode != 0:
        print(ended.stdout, flush=True)
    return ended.returncode == 0


if __name__ == "__main__":
    run_command(main)
