"""The application's processes, as commands."""

import sys

from ops.kept import KeptProcess
from ops.place import log_dir
from trustcoach_app.config import Settings
from trustcoach_app.db.engine import JOBS, WEB, conninfo
from trustcoach_app.queues import QUEUES

SECONDS_TO_LEAVE = 10
"""For a jobs process, once what ran in it is done or went back into its queue."""

SERVE_THE_BUILD = {
    "__REFLEX_SKIP_COMPILE": "true",
    "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    "REFLEX_ENV_MODE": "prod",
}
"""Reflex serves what was built and compiles nothing."""

OF_WHO_MIGRATES = ("WEB_PASSWORD", "JOBS_PASSWORD", "BACKUP_PASSWORD")
"""What only the process that makes the logins reads, beside the owner's DATABASE_URL."""


def web_command(host: str, port: int) -> list[str]:
    """The web process: pages, websocket and HTTP routes on one port."""
    granian = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--workers", "1"]
    return [*granian, "--host", host, "--port", str(port), "trustcoach_app.trustcoach_app:app"]


def as_login(environment: dict[str, str], login: str) -> dict[str, str]:
    """The environment of a process that gets its own login of the database and nobody else's."""
    own = {name: value for name, value in environment.items() if name not in OF_WHO_MIGRATES}
    chosen = Settings.model_validate({name.lower(): value for name, value in environment.items() if value})
    return {**own, "DATABASE_URL": conninfo(login, chosen)}


def web_process(host: str, port: int, environment: dict[str, str]) -> KeptProcess:
    """The web process, kept."""
    return KeptProcess(
        "web", web_command(host, port), {**as_login(environment, WEB), **SERVE_THE_BUILD}, log_dir() / "web.log"
    )


def jobs_process(environment: dict[str, str]) -> KeptProcess:
    """The clock and the workers of every queue, kept. It may take what the most patient of these gives a call."""
    patience = max(queue.grace for queue in QUEUES.values()) + SECONDS_TO_LEAVE
    command = [sys.executable, "-m", "jobs"]
    return KeptProcess("jobs", command, as_login(environment, JOBS), log_dir() / "jobs.log", patience)
