"""Writes docs/schema.md anew, from a database that it makes, migrates and drops.

python -m ops.schema
"""

import os

import psycopg

from ops.console import run_command, say, step
from ops.folders import embedded_server
from ops.schema.catalogue import describe
from ops.schema.document import document
from ops.schema.notes import chapters
from ops.secret_key import secret_key
from trustcoach_app.config import ROOT, settings

DOCUMENT = ROOT / "docs" / "schema.md"


def main() -> None:
    """Write it, and say whether it changed."""
    with step("Asking a migrated database"):
        text = _described()
    changed = not DOCUMENT.exists() or DOCUMENT.read_text() != text
    DOCUMENT.write_text(text)
    say(f"docs/schema.md {'is written anew' if changed else 'was right'}.")


def _described() -> str:
    server = embedded_server("schema")
    server.start()
    try:
        server.drop_database()
        server.create_database()
        os.environ.update(DATABASE_URL=server.url(), SECRET_KEY=secret_key())
        settings.cache_clear()
        from trustcoach_app.db.migrate import migrate  # its modules read the settings that have just been completed

        migrate(server.url())
        with psycopg.connect(server.url()) as connection:
            return document(describe(connection), chapters())
    finally:
        server.stop()


if __name__ == "__main__":
    run_command(main)
