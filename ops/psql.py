"""Opens psql, the one that came with the embedded PostgreSQL, on the database as its owner.

Starts the embedded PostgreSQL if it is down, and leaves it running; `make stop` ends it.

    python -m ops.psql [arguments of psql]
"""

import os
import sys

from ops.console import run_command
from ops.database import owner_url
from ops.folders import embedded_server
from trustcoach_app.db.embedded_host import programs


def main() -> None:
    """Become psql."""
    url = owner_url()
    psql = programs(embedded_server().home) / "psql"
    os.execv(psql, [str(psql), url, *sys.argv[1:]])  # noqa: S606  our own program


if __name__ == "__main__":
    run_command(main)
