"""Gzipped bytes of a page that a browser has never seen, fonts included.

python -m benchmarks.first_load, after a build (`make bench NAME=first_load` makes it). Baseline: a blank Radix Themes
page, built in the same run. Every file that Chromium asks for counts with what gzip -9 makes of it, or with its own
size where that is less, so that both pages are measured alike whatever their servers send.
"""

import asyncio
import gzip
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.async_api import Browser, Response, async_playwright

from benchmarks.report import report
from ops.chromium import require_chromium
from ops.folders import WEB, child_environment

PAGES = (("login", "/login/", 200), ("focus", "/dashboard/coach/", 290))
"""Case, path, and the kB that it must stay under."""
BLANK = Path(__file__).parent / "blank_radix"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's own name
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The static files of a build on loopback; yields the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: _Quiet(*given, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()


@contextmanager
def blank_build() -> Iterator[Path]:
    """The baseline's exported pages."""
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "app"
        shutil.copytree(BLANK, app)
        environment = child_environment(REFLEX_USE_NPM="1", REFLEX_CHECK_LATEST_VERSION="false", NO_COLOR="1")
        environment.pop("PYTHONPATH", None)
        command = [sys.executable, "-m", "reflex", "export", "--no-zip", "--frontend-only"]
        subprocess.run(command, cwd=app, env=environment, check=True, stdout=subprocess.DEVNULL)
        yield app / ".web" / "build" / "client"


async def weight(browser: Browser, url: str) -> tuple[float, int]:
    """(kB gzipped, files) of one first load."""
    context = await browser.new_context(locale="fr-FR")
    page, responses = await context.new_page(), list[Response]()
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108  Playwright marks what it is given
    await page.goto(url)
    await page.wait_for_load_state("networkidle")
    bodies = [await response.body() for response in responses if response.status == 200]
    await context.close()
    return sum(min(len(body), len(gzip.compress(body, 9))) for body in bodies) / 1000, len(bodies)


async def main() -> None:
    """Weigh the baseline, then each page."""
    async with async_playwright() as playwright:
        options = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        browser = await playwright.chromium.launch(executable_path=require_chromium(), args=options)
        with blank_build() as folder, served(folder) as origin:
            baseline, _ = await weight(browser, origin + "/")
        with served(WEB / "build" / "client") as origin:
            for case, path, limit in PAGES:
                value, files = await weight(browser, origin + path)
                report(
                    "first_load",
                    f"{case}, limit {limit} kB",
                    value,
                    "kB",
                    baseline="blank Radix Themes page",
                    baseline_value=baseline,
                    n=files,
                )
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
