"""Pictures of every page at each width in both lights, to be looked at.

python -m tests.browser.shots [out_dir] [part of a scene's name]

Made on the tests' database with practices of their own; out_dir is ./shots unless named.
"""

import os
import subprocess
import sys
from pathlib import Path

from trustcoach_app.config import ROOT

GALLERY = Path(__file__).with_name("gallery.py")


def main(arguments: list[str]) -> int:
    """Take the pictures; returns the exit code."""
    out = Path(arguments[0] if arguments else ROOT / "shots").resolve()
    out.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "SHOTS_DIR": str(out), "SHOTS_OF": arguments[1] if len(arguments) > 1 else ""}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(GALLERY)]
    return subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
