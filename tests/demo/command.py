"""The command as `make run` calls it."""

import os
import subprocess
import sys

from trustcoach_app.config import ROOT


def run_demo(**changed: str) -> subprocess.CompletedProcess[str]:
    """`python -m trustcoach_app.demo` in a process of its own, with these changes of the environment."""
    command = [sys.executable, "-m", "trustcoach_app.demo"]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **changed}, capture_output=True, text=True, check=False, timeout=120
    )
