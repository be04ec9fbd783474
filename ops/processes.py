"""The application's processes, as commands."""

import sys

from ops.folders import log_dir
from ops.supervised_process import SupervisedProcess
from trustcoach_app.config import Settings
from trustcoach_app.db.engine import JOBS, WEB, conninfo
from trustcoach_app.queues import QUEUES
from trustcoach_app.reflex_seams.serving import SERVE_THE_BUILD

SECONDS_TO_LEAVE = 10
"""For a jobs process, once what ran in it is done or went back into its queue."""

APP = "trustcoach_app.trustcoach_app:app"

BOUNDS = {
    "--http": "1",  # browsers speak HTTP/2 to the proxy in front
    "--http1-buffer-size": "65536",
    "--http1-header-read-timeout": "10000",
    "--backlog": "2048",
    "--backpressure": "8192",
}
"""Bytes of a request's headers, milliseconds that they may take; connections that wait, and that are served, at once.

Each connection that says nothing counts among these for ten seconds: with granian's 1,024 a thousand of them stopped
everybody. docs/limits.md
"""

OF_WHO_MIGRATES = ("WEB_PASSWORD", "JOBS_PASSWORD", "BACKUP_PASSWORD")
"""What only the process that makes the logins reads, beside the owner's DATABASE_URL."""


def web_command(host: str, port: int, app: str = APP) -> list[str]:
    """The web process: pages, websocket and HTTP routes on one port."""
    granian = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--workers", "1"]
    bounds = [part for bound in BOUNDS.items() for part in bound]
    return [*granian, *bounds, "--host", host, "--port", str(port), app]


def as_login(environment: dict[str, str], login: str) -> dict[str, str]:
    """The environment of a process that gets its own login of the database and nobody else's."""
    own = {name: value for name, value in environment.items() if name not in OF_WHO_MIGRATES}
    chosen = Settings.model_validate({name.lower(): value for name, value in environment.items() if value})
    return {**own, "DATABASE_URL": conninfo(login, chosen)}


def web_process(host: str, port: int, environment: dict[str, str]) -> SupervisedProcess:
    """The web process, supervised."""
    return SupervisedProcess(
        "web", web_command(host, port), {**as_login(environment, WEB), **SERVE_THE_BUILD}, log_dir() / "web.log"
    )


def jobs_process(environment: dict[str, str]) -> SupervisedProcess:
    """The clock and the workers of every queue, supervised. It may take what the most patient of these gives a call."""
    patience = max(queue.grace for queue in QUEUES.values()) + SECONDS_TO_LEAVE
    command = [sys.executable, "-m", "jobs"]
    return SupervisedProcess("jobs", command, as_login(environment, JOBS), log_dir() / "jobs.log", patience)
