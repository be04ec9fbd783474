"""Prints the owner's URL of the database, and nothing else, for psql, pg_dump and the like.

Starts the embedded PostgreSQL if it is down and leaves it running, for the URL is about to be used; make stop ends it.

    python -m ops.db_url
"""

from ops.console import run_command, say
from ops.database import owner_url


def main() -> None:
    """Print the URL."""
    say(owner_url())


if __name__ == "__main__":
    run_command(main)
