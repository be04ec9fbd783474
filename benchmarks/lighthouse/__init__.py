"""Lighthouse, pinned by the package-lock.json beside this file: what it says of one page of a running Chromium."""

import asyncio
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ops.folders import child_environment, data_dir

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", ".npmrc")
LONGEST = 60.0
"""Seconds that one look may take."""
REST_MS = 20_000
"""How long it waits for a page to come to rest."""


@dataclass(frozen=True)
class Audit:
    """With Lighthouse's own phone: its screen, its processor, its slow 4G."""

    blocking_ms: float
    """What of each long task lies beyond 50 ms, between the first paint and the page's rest."""
    shift: float
    score: float
    """Of its performance, 0 to 100."""
    content_ms: float
    """Until the largest part is painted."""


def install() -> Path:
    """Lighthouse's command, installed when the lock changed. Raises CalledProcessError when npm cannot."""
    home = data_dir() / "lighthouse"
    home.mkdir(exist_ok=True)
    command, lock = home / "node_modules/lighthouse/cli/index.js", HERE / "package-lock.json"
    if not command.exists() or (home / lock.name).read_bytes() != lock.read_bytes():
        for name in FILES:
            shutil.copyfile(HERE / name, home / name)
        npm = [shutil.which("npm", path=child_environment()["PATH"]) or "npm", "ci", "--ignore-scripts"]
        subprocess.run(npm, cwd=home, env=child_environment(), check=True, stdout=sys.stderr, timeout=600)
    return command


async def audit(command: Path, url: str, port: int) -> Audit:
    """One look with the Chromium that listens on `port`: whoever is signed in there stays so."""
    options = ["--only-categories=performance", "--throttling-method=devtools", "--disable-storage-reset"]
    options.append(f"--max-wait-for-load={REST_MS}")
    said = ["--output=json", "--output-path=stdout", "--quiet", f"--port={port}"]
    process = await asyncio.create_subprocess_exec(
        *("node", str(command), url, *options, *said),
        env=child_environment(),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        answer, _ = await asyncio.wait_for(process.communicate(), LONGEST)
    except TimeoutError:
        process.kill()
        raise
    return _read(json.loads(answer))


def _read(report: dict[str, dict[str, dict[str, float]]]) -> Audit:
    """Raises KeyError, or TypeError, when Lighthouse could not measure the page."""
    audits = report["audits"]
    names = ("total-blocking-time", "cumulative-layout-shift", "largest-contentful-paint")
    blocking, shift, content = (audits[name]["numericValue"] for name in names)
    return Audit(blocking, shift, report["categories"]["performance"]["score"] * 100, content)
