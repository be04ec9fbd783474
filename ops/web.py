"""Becomes the web process alone, for deployments whose own supervisor keeps it. The pages must be built already.

python -m ops.web
"""

import os

from ops.console import CommandError, run_command
from ops.folders import configured
from ops.frontend import is_built
from ops.processes import as_login, web_command
from trustcoach_app.db.engine import WEB
from trustcoach_app.reflex_seams.serving import SERVE_THE_BUILD


def main() -> None:
    """Replace this process by the web process."""
    if not is_built():
        raise CommandError("The pages are not built for these sources: python -m ops.frontend")
    command = web_command(configured().host, configured().port)
    os.execve(command[0], command, {**as_login(dict(os.environ), WEB), **SERVE_THE_BUILD})  # noqa: S606  our own command


if __name__ == "__main__":
    run_command(main)
