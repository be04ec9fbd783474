"""Brings the database to the newest schema. Safe to run at any time, and from several places at once.

python -m ops.migrate
"""

import os

from ops.application import application_environment
from ops.console import run_command, say
from trustcoach_app.config import settings


def main() -> None:
    """Migrate the database that is in use."""
    os.environ.update(application_environment())
    settings.cache_clear()
    from trustcoach_app.db.migrate import migrate  # its modules read the settings that have just been completed

    migrate(os.environ["DATABASE_URL"])
    say("The database has the newest schema.")


if __name__ == "__main__":
    run_command(main)
