"""Resolves requirements.in and requirements-dev.in into every package they need, pinned.

python -m ops.lock
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from ops.console import CommandError, run_command, step
from trustcoach_app.config import ROOT

_HEADER = "# Written by `make lock` from {source}: change that, not this.\n"


def main() -> None:
    """Write requirements.txt and requirements-dev.txt from a fresh environment."""
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "bin" / "python"
        with step("Resolving requirements.in"):
            _run([sys.executable, "-m", "venv", folder])
            needed = _installed(python, "requirements.in")
        with step("Resolving requirements-dev.in"):
            constraints = Path(folder) / "constraints.txt"
            constraints.write_text("\n".join(needed))
            everything = _installed(python, "requirements-dev.in", "-c", str(constraints))
    _write("requirements.txt", "requirements.in", needed)
    added = [pin for pin in everything if pin not in needed]
    _write("requirements-dev.txt", "requirements-dev.in", ["-r requirements.txt", *added])


def _installed(python: Path, requirements: str, *options: str) -> list[str]:
    """Install a list of requirements and return all that is there then, as `name==version`."""
    _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements, *options])
    return _run([str(python), "-m", "pip", "freeze"]).splitlines()


def _write(name: str, source: str, lines: list[str]) -> None:
    (ROOT / name).write_text(_HEADER.format(source=source) + "".join(f"{line}\n" for line in lines))


def _run(command: list[str]) -> str:
    ended = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    if ended.returncode != 0:
        raise CommandError(ended.stderr.strip().splitlines()[-1])
    return ended.stdout


if __name__ == "__main__":
    run_command(main)
