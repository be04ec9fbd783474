"""A bare Reflex application of benchmarks/, built and served as ours is, for what is measured beside it."""

import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from ops.place import child_environment

from ops.processes import web_command
from ops.ready import answer_of
from trustcoach_app.reflex_seams.serving import SERVE_THE_BUILD

START_SECONDS = 60.0


@contextmanager
def served_bare(source: Path) -> Generator[str]:
    """Build the application in `source`, whose module has its folder's name; yields the address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        app, url = Path(folder) / "app", f"http://localhost:{port}"
        shutil.copytree(source, app)
        environment = child_environment(
            REFLEX_USE_NPM="1", REFLEX_CHECK_LATEST_VERSION="false", REFLEX_API_URL=url, NO_COLOR="1"
        )
        environment.pop("PYTHONPATH", None)
        export = [sys.executable, "-m", "reflex", "export", "--no-zip", "--frontend-only"]
        subprocess.run(export, cwd=app, env=environment, check=True, stdout=subprocess.DEVNULL)
        command = web_command("127.0.0.1", port, f"{source.name}.{source.name}:app")
        server = subprocess.Popen(
            command,
            cwd=app,
            env={**environment, **SERVE_THE_BUILD},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_until_there(url)
            yield url
        finally:
            server.terminate()
            server.wait()


def _wait_until_there(url: str) -> None:
    deadline = monotonic() + START_SECONDS
    while answer_of(url)[0] != 200:
        if monotonic() > deadline:
            raise RuntimeError("The bare application does not start")
        sleep(0.2)
