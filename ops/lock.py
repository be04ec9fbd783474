"""Resolves requirements.in and requirements-dev.in into every package they need, pinned.

python -m ops.lock
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from ops.console import CommandError, run_command, step
from ops.installer import uv_environment
from trustcoach_app.config import ROOT

_HEADER = "# Written by `make lock` from {source}: change that, not this.\n"


def main() -> None:
    """Write requirements.txt and requirements-dev.txt, whatever is installed here."""
    with step("Resolving requirements.in"):
        needed = _resolved("requirements.in")
    with step("Resolving requirements-dev.in"), tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder) / "constraints.txt"
        constraints.write_text("\n".join(map(_without_hashes, needed)))
        everything = _resolved("requirements-dev.in", "-c", str(constraints))
    with step("Resolving requirements-uv.in"):
        installer = _resolved("requirements-uv.in")
    _write("requirements.txt", "requirements.in", needed)
    added = [pin for pin in everything if pin not in needed]
    _write("requirements-dev.txt", "requirements-dev.in", ["-r requirements.txt", *added])
    _write("requirements-uv.txt", "requirements-uv.in", installer)


def _resolved(requirements: str, *options: str) -> list[str]:
    """Every package that a list needs on whatever system and Python: `name==version`, where, and its files' hashes."""
    quiet = ["--quiet", "--no-header", "--no-annotate", "--generate-hashes"]
    compiled = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11", *quiet]
    return re.split(r"\n(?=\S)", _run([*compiled, requirements, *options]).strip())


def _without_hashes(pin: str) -> str:
    return pin.partition(" \\\n")[0]


def _write(name: str, source: str, lines: list[str]) -> None:
    (ROOT / name).write_text(_HEADER.format(source=source) + "".join(f"{line}\n" for line in lines))


def _run(command: list[str]) -> str:
    environment = uv_environment(Path(sys.executable))
    ended = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)
    if ended.returncode != 0:
        raise CommandError(ended.stderr.strip().splitlines()[-1])
    return ended.stdout


if __name__ == "__main__":
    run_command(main)
