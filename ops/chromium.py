"""The browser that the tests drive: one that is installed, else one that can be got."""

import os
import shutil
import sys
from pathlib import Path

from ops.apt import install_package, try_command
from ops.console import CommandError, step

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def installed_chromium() -> str | None:
    """CHROMIUM if it is set, else the first one on the path or Playwright's own."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return shutil.which(named)
    return next((found for name in _NAMES if (found := shutil.which(name))), None) or _playwright_chromium()


def require_chromium() -> str:
    """The path of a Chromium; installs one if there is none. Raises CommandError when none can be had."""
    found = installed_chromium()
    if found is None and not os.environ.get("CHROMIUM"):
        install_package("chromium")
        found = installed_chromium() or _install_from_playwright()
    if found is None:
        raise CommandError("The tests need a Chromium: install one (apt-get install chromium) or name it in CHROMIUM")
    return found


def _install_from_playwright() -> str | None:
    with step("Installing Chromium (playwright)"):
        try_command([sys.executable, "-m", "playwright", "install", "chromium"])
    return _playwright_chromium()


def _playwright_chromium() -> str | None:
    """The one that `playwright install` put into its cache, newest first."""
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    found = sorted(cache.glob("chromium-*/chrome-linux*/chrome"), reverse=True)
    return str(found[0]) if found else None
