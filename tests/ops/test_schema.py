"""docs/schema.md says what the migrated database is: `make schema` writes it anew."""

from collections.abc import Generator

import psycopg
import pytest

from ops.schema.__main__ import DOCUMENT
from ops.schema.catalogue import describe
from ops.schema.document import document
from ops.schema.notes import Note, chapters

AS_VERSION = 18
"""PostgreSQL puts the same check into other words from version to version; `make schema` asks the embedded one."""


@pytest.fixture
def owner(owner_url: str) -> Generator[psycopg.Connection]:
    """The owner; what a test changes is taken back."""
    with psycopg.connect(owner_url) as connection:
        if connection.info.server_version // 10_000 != AS_VERSION:
            pytest.skip(f"docs/schema.md is in the words of PostgreSQL {AS_VERSION}")
        yield connection
        connection.rollback()


def test_the_document_is_that_of_the_migrated_database(owner: psycopg.Connection) -> None:
    """After a migration, a changed policy or a changed docstring of a model: `make schema`."""
    assert document(describe(owner), chapters()) == DOCUMENT.read_text()


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("ALTER TABLE clients ADD COLUMN shoe_size smallint", "| shoe_size | smallint | may be null |  |"),
        ("ALTER TABLE goals ADD CONSTRAINT x CHECK (id IS NOT NULL)", "- check: `id IS NOT NULL`"),
        ("CREATE UNIQUE INDEX x ON goals (coach_id, title, id)", "- unique: `coach_id, title, id`"),
        ("DROP TRIGGER notify_coach ON goals", ""),
        (
            "GRANT DELETE ON goals TO trustcoach_client; "
            "CREATE POLICY x ON goals FOR DELETE TO trustcoach_client USING (unit = 'x')",
            "| client | delete | `(unit) = 'x'` | all |",
        ),
        ("REVOKE SELECT ON goals FROM trustcoach_client", ""),
        ("GRANT SELECT ON kpi_daily TO trustcoach_hook", ""),
        ("CREATE TYPE mood AS ENUM ('good', 'bad')", "- **mood**: good, bad"),
        ("GRANT EXECUTE ON FUNCTION find_coaches() TO trustcoach_hook", ""),
    ],
)
def test_what_changes_shows(owner: psycopg.Connection, change: str, line: str) -> None:
    """Columns, checks, keys, live tables, access, views, kinds and functions: none of them can change unseen."""
    before = document(describe(owner), chapters())
    for statement in change.split("; "):
        owner.execute(statement)
    after = document(describe(owner), chapters())
    assert after != before
    assert line in after.splitlines() or line == ""


def test_a_table_without_a_model_is_refused(owner: psycopg.Connection) -> None:
    """What nobody can say anything about does not slip in."""
    owner.execute("CREATE TABLE stray (id int)")
    with pytest.raises(LookupError, match="stray"):
        document(describe(owner), chapters())


def test_notes_are_read_beside_their_columns() -> None:
    """The docstring of the table, and the string under a field."""
    notes = {name: note for chapter in chapters() for name, note in chapter.tables.items()}
    about = 'What a client works towards. `unit` is free text, e.g. "/10" or "fois par semaine".'
    assert notes["goals"] == Note(about, {"session_id": "The session in which it was set, if it was."})
    assert notes["weekly_hours"].columns == {"weekday": "ISO: Monday 1 to Sunday 7, the day on which it opens."}
