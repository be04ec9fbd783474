"""Resolves requirements.in and requirements-dev.in into every package they need, pinned.

python -m ops.lock
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from ops.console import CommandError, run_command, step
from trustcoach_app.config import ROOT

_HEADER = "# Written by `make lock` from {source}: change that, not this.\n"


def main() -> None:
    """Write requirements.txt and requirements-dev.txt, whatever is installed here."""
    with step("Resolving requirements.in"):
        needed = _resolved("requirements.in")
    with step("Resolving requirements-dev.in"), tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder) / "constraints.txt"
        constraints.write_text("\n".join(needed))
        everything = _resolved("requirements-dev.in", "-c", str(constraints))
    _write("requirements.txt", "requirements.in", needed)
    added = [pin for pin in everything if pin not in needed]
    _write("requirements-dev.txt", "requirements-dev.in", ["-r requirements.txt", *added])


def _resolved(requirements: str, *options: str) -> list[str]:
    """Every package that a list needs, as `name==version`. Nothing is installed: that was most of the time."""
    dry = ["install", "--dry-run", "--ignore-installed", "--report", "-", "--quiet", "--disable-pip-version-check"]
    report = json.loads(_run([sys.executable, "-m", "pip", *dry, "-r", requirements, *options]))
    packages = sorted((package["metadata"] for package in report["install"]), key=lambda one: one["name"].lower())
    return [f"{package['name']}=={package['version']}" for package in packages]


def _write(name: str, source: str, lines: list[str]) -> None:
    (ROOT / name).write_text(_HEADER.format(source=source) + "".join(f"{line}\n" for line in lines))


def _run(command: list[str]) -> str:
    ended = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    if ended.returncode != 0:
        raise CommandError(ended.stderr.strip().splitlines()[-1])
    return ended.stdout


if __name__ == "__main__":
    run_command(main)
