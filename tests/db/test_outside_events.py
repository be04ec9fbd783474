"""The migration to outside events carries what stands: on a database that was filled before it."""

from collections.abc import Generator
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg.rows import dict_row

from tests.db.scratch import NAME, modest_owner, with_owner
from trustcoach_app.db.migrate import migrate

__all__ = ["modest_owner"]

BEFORE, HERE = "0015", "0016"
COACH, USER = "00000000-0000-7000-8000-00000000000c", "00000000-0000-7000-8000-00000000000a"
FILLED = f"""
ALTER TABLE {{tables}};
INSERT INTO users (id, email, name) VALUES ('{USER}', 'coach@example.org', 'Coach');
INSERT INTO coaches (id, user_id, slug, specialty, headline, bio, city, timezone, currency)
    VALUES ('{COACH}', '{USER}', 'c', '', '', '', '', 'Europe/Paris', 'EUR');
INSERT INTO clients (coach_id, id, name, phone, timezone, search_key, sort_key)
    VALUES ('{COACH}', '00000000-0000-7000-8000-000000000001', 'Léa', '', 'Europe/Paris', '', '');
INSERT INTO bookings (coach_id, id, client_id, during, timezone, title, reason, note, phone, address, price_cents,
    currency, cancellation_reason, retained_cents)
    VALUES ('{COACH}', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001',
    '[2030-03-04 09:00Z, 2030-03-04 10:00Z)', 'Europe/Paris', '', '', '', '', '', 0, 'EUR', '', 0);
INSERT INTO busy_blocks (coach_id, id, during, title)
    VALUES ('{COACH}', '00000000-0000-7000-8000-000000000003', '[2030-03-05 09:00Z, 2030-03-05 10:00Z)', 'Dentiste');
INSERT INTO calendar_feeds (coach_id, id, name, address, host, etag, last_modified, problem, polled_at)
    VALUES ('{COACH}', '00000000-0000-7000-8000-000000000005', 'Google', 'x', 'x', '"v1"', 'hier', '', now());
INSERT INTO imports (coach_id, id, filename, status, plan, outcome) VALUES
    ('{COACH}', '00000000-0000-7000-8000-000000000004', 'a.ics', 'written', 'x', '3 lignes'),
    ('{COACH}', '00000000-0000-7000-8000-000000000006', 'b.ics', 'draft', 'x', '');
INSERT INTO imported_rows (coach_id, id, import_id, uid, recurrence, booking_id, busy_block_id, client_id, made) VALUES
    ('{COACH}', gen_random_uuid(), '00000000-0000-7000-8000-000000000004', 'a@x', '20300304T090000Z',
        '00000000-0000-7000-8000-000000000002', NULL, NULL, 'mark a'),
    ('{COACH}', gen_random_uuid(), '00000000-0000-7000-8000-000000000004', 'b@x', '',
        NULL, '00000000-0000-7000-8000-000000000003', NULL, 'mark b'),
    ('{COACH}', gen_random_uuid(), '00000000-0000-7000-8000-000000000004', '', '',
        NULL, NULL, '00000000-0000-7000-8000-000000000001', 'mark c');
"""
TABLES = "users coaches clients bookings busy_blocks calendar_feeds imports imported_rows".split()  # noqa: SIM905


@pytest.fixture
def filled(modest_owner: str) -> Generator[str]:
    """A database as it was before, with a row of each kind."""
    with psycopg.connect(modest_owner, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME}_filled OWNER {NAME}")
        url = urlunsplit(urlsplit(with_owner(modest_owner))._replace(path=f"/{NAME}_filled"))
        migrate(url, BEFORE)
        with psycopg.connect(url) as owner:
            for table in TABLES:
                owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            owner.execute(FILLED.replace("ALTER TABLE {tables};", ""))
        yield url
        server.execute(f"DROP DATABASE {NAME}_filled")


def test_what_imports_made_is_carried_over_and_back(filled: str) -> None:
    migrate(filled, HERE)
    with psycopg.connect(filled, row_factory=dict_row) as owner:
        for table in ("outside_events", "imported_clients", "imports", "calendar_feeds"):
            owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        events = owner.execute("SELECT * FROM outside_events ORDER BY uid").fetchall()
        assert [(row["uid"], row["recurrence"], row["made"], row["provider"], row["standing"]) for row in events] == [
            ("a@x", "20300304T090000Z", "mark a", "file", "here"),
            ("b@x", "", "mark b", "file", "here"),
        ]
        assert [(row["starts_at"].day, row["booking_id"] is None) for row in events] == [(4, False), (5, True)]
        [client] = owner.execute("SELECT made FROM imported_clients").fetchall()
        [feed] = owner.execute("SELECT etag, last_modified, polled_at, own_address FROM calendar_feeds").fetchall()
        drafts = owner.execute("SELECT status, outcome FROM imports ORDER BY id").fetchall()
    assert (client["made"], feed["own_address"]) == ("mark c", "coach@example.org")
    assert (feed["etag"], feed["last_modified"], feed["polled_at"]) == ("", "", None)
    assert [(row["status"], row["outcome"][:10]) for row in drafts] == [
        ("written", "3 lignes"),
        ("refused", "Ce fichier"),
    ]
    migrate(filled, "-1")
    with psycopg.connect(filled) as owner:
        owner.execute("ALTER TABLE imported_rows NO FORCE ROW LEVEL SECURITY")
        back = owner.execute("SELECT uid, recurrence, made FROM imported_rows ORDER BY made").fetchall()
    assert back == [("a@x", "20300304T090000Z", "mark a"), ("b@x", "", "mark b"), ("", "", "mark c")]
