"""The application's processes, as commands."""

import sys

from ops.place import log_dir
from ops.supervised_process import SupervisedProcess

SERVE_THE_BUILD = {
    "__REFLEX_SKIP_COMPILE": "true",
    "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    "REFLEX_ENV_MODE": "prod",
}
"""Reflex serves what was built and compiles nothing."""


def web_command(host: str, port: int) -> list[str]:
    """The web process: pages, websocket and HTTP routes on one port."""
    granian = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--workers", "1"]
    return [*granian, "--host", host, "--port", str(port), "trustcoach_app.trustcoach_app:app"]


def web_process(host: str, port: int, environment: dict[str, str]) -> SupervisedProcess:
    """The web process, supervised."""
    return SupervisedProcess("web", web_command(host, port), {**environment, **SERVE_THE_BUILD}, log_dir() / "web.log")


def jobs_process(environment: dict[str, str]) -> SupervisedProcess:
    """The clock and the worker, supervised."""
    return SupervisedProcess("jobs", [sys.executable, "-m", "jobs"], environment, log_dir() / "jobs.log")
