"""Builds the frontend for production, when its sources have changed since the last build.

python -m ops.frontend
"""

import fcntl
import json
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from ops.children import run_to_end
from ops.console import CommandError, run_command, say, step
from ops.fingerprint import LOCKED, SOURCES, digest_of, fingerprint, stamp
from ops.folders import WEB, child_environment, configured, log_dir
from ops.log_tail import telling_line
from trustcoach_app.config import ROOT
from trustcoach_app.reflex_seams.serving import BUILT_PAGES

STAMP = WEB / "fingerprint"
"""Written last, so that a build that was cut short never counts."""

_PAGES = ROOT / BUILT_PAGES / "index.html"


def is_built() -> bool:
    """Whether .web holds the build of the present sources."""
    return _PAGES.exists() and STAMP.exists() and STAMP.read_text() == fingerprint(ROOT, configured().shows_kit)


def build_if_changed() -> None:
    """Make .web hold the build of the present sources. Raises CommandError when they cannot be built."""
    if is_built():
        return
    with _alone():
        if not is_built():
            with step("Building the pages"):
                _build_or_start_over()


@contextmanager
def _alone() -> Generator[None]:
    with (log_dir() / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build_or_start_over() -> None:
    """What an interrupted build left in .web can spoil the next one: then build once more from nothing."""
    had_remains = WEB.exists()
    if _build():
        return
    if had_remains:
        say("  The build failed on what an earlier one left: starting it again")
        shutil.rmtree(WEB)
        if _build():
            return
    why = telling_line(_log().read_text(errors="replace"))
    raise CommandError(f"The pages could not be built: {why} (all of it: {_log()})")


def _build() -> bool:
    """One build; whether it ended well."""
    STAMP.unlink(missing_ok=True)
    sources = digest_of(ROOT, SOURCES)
    command = [sys.executable, "-m", "reflex", "export", "--no-zip", "--frontend-only"]
    environment = child_environment(REFLEX_USE_NPM="1", REFLEX_CHECK_LATEST_VERSION="false", TERM="dumb", NO_COLOR="1")
    with _log().open("w") as log:
        ended = run_to_end(command, environment, log)
    tidy_json(ROOT / "reflex.lock" / "package.json")
    if ended == 0 and _PAGES.exists():
        STAMP.write_text(stamp(sources, digest_of(ROOT, LOCKED), configured().shows_kit))
        return True
    return False


def tidy_json(file: Path) -> None:
    """Write a JSON file in one form: Reflex and npm each have another order of keys, and git would see a change."""
    if file.exists():
        file.write_text(json.dumps(json.loads(file.read_text()), indent=2, sort_keys=True) + "\n")


def _log() -> Path:
    return log_dir() / "build.log"


if __name__ == "__main__":
    run_command(build_if_changed)
