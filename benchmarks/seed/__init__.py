"""Makes practices of any size in seconds, as the owner and without triggers: for measuring, not for showing.

A seeded diary has a session of fifty minutes every three hours, day and night. Nine tenths of them were held, each with
a marked moment and a signed summary; the others are confirmed. Each client has a goal in progress with three measures,
and a conversation of five messages, the last one unread.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg

from trustcoach_app.db.engine import given_url
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.types import cipher, new_id

EVERY = timedelta(hours=3)


@dataclass(frozen=True)
class Seeded:
    """A coach with a full practice. `client_id` is of somebody who is expected next."""

    coach_id: UUID
    user_id: UUID
    client_id: UUID

    @property
    def coach(self) -> Principal:
        """The coach, signed in."""
        return Principal(Role.COACH, user_id=self.user_id, coach_id=self.coach_id)


_PEOPLE = """
INSERT INTO users (id, email, name) VALUES (%(user)s, %(user)s::text || '@seed.example', 'Alice Martin');
INSERT INTO user_roles (user_id, role) VALUES (%(user)s, 'coach');
INSERT INTO coaches (id, user_id, slug, specialty, headline, bio, timezone, currency, hourly_rate_cents, city)
VALUES (%(coach)s, %(user)s, 'seed-' || %(coach)s::text, '', '', '', 'Europe/Paris', 'EUR', 10000, '');
CREATE TEMPORARY TABLE seed_clients ON COMMIT DROP AS
SELECT n, gen_random_uuid() AS id,
       (%(given)s::text[])[1 + n %% cardinality(%(given)s::text[])] || ' '
       || (%(family)s::text[])[1 + n / cardinality(%(given)s::text[]) %% cardinality(%(family)s::text[])] || ' ' || n
       AS name
FROM generate_series(0, %(clients)s - 1) AS n;
INSERT INTO clients (coach_id, id, name, email, phone, timezone, search_key, sort_key)
SELECT %(coach)s, id, name, n || '@seed.example', '', 'Europe/Paris', lower(name), lower(name) FROM seed_clients;
"""

_DIARY = """
CREATE TEMPORARY TABLE seed_bookings ON COMMIT DROP AS
SELECT number AS n, gen_random_uuid() AS id, gen_random_uuid() AS session_id, c.id AS client_id,
       %(first)s::timestamptz + number * interval '3 hours' AS starts_at
FROM generate_series(0, %(bookings)s - 1) AS number JOIN seed_clients c ON c.n = number %% %(clients)s;
INSERT INTO bookings (coach_id, id, client_id, title, reason, note, during, timezone, phone, address, price_cents,
                      currency, retained_cents, cancellation_reason, status, updated_at)
SELECT %(coach)s, id, client_id, 'Gestion du stress', '', '', tstzrange(starts_at, starts_at + interval '50 minutes'),
       'Europe/Paris', '', '', 10000, 'EUR', 0, '',
       CASE WHEN n < %(held)s THEN 'completed' ELSE 'confirmed' END::booking_status, %(first)s
FROM seed_bookings;
INSERT INTO sessions (coach_id, id, booking_id, client_id)
SELECT %(coach)s, session_id, id, client_id FROM seed_bookings WHERE n < %(held)s;
INSERT INTO moments (coach_id, id, session_id, at_seconds, position, note)
SELECT %(coach)s, gen_random_uuid(), session_id, 600, 1, %(text)s FROM seed_bookings WHERE n < %(held)s;
INSERT INTO summaries (coach_id, id, session_id, text, signed_at)
SELECT %(coach)s, gen_random_uuid(), session_id, %(text)s, starts_at FROM seed_bookings WHERE n < %(held)s;
"""

_FILES = """
CREATE TEMPORARY TABLE seed_files ON COMMIT DROP AS
SELECT id AS client_id, gen_random_uuid() AS goal_id, gen_random_uuid() AS conversation_id FROM seed_clients;
INSERT INTO goals (coach_id, id, client_id, title, description, unit, target_value, start_date)
SELECT %(coach)s, goal_id, client_id, 'Oser dire non', '', '/10', 8, %(first)s FROM seed_files;
INSERT INTO goal_measurements (coach_id, id, goal_id, value, note, measured_at)
SELECT %(coach)s, gen_random_uuid(), goal_id, n, '', %(first)s::timestamptz + n * interval '1 day'
FROM seed_files, generate_series(1, 3) AS n;
INSERT INTO conversations (coach_id, id, client_id) SELECT %(coach)s, conversation_id, client_id FROM seed_files;
INSERT INTO messages (coach_id, id, conversation_id, author, body, sent_at, read_at)
SELECT %(coach)s, gen_random_uuid(), conversation_id,
       CASE WHEN n %% 2 = 1 THEN 'client' ELSE 'coach' END::message_author, %(text)s,
       %(first)s::timestamptz + n * interval '1 hour', CASE WHEN n < 5 THEN %(first)s::timestamptz END
FROM seed_files, generate_series(1, 5) AS n;
"""

_GIVEN = ["Agathe", "Baptiste", "Chloé", "Damien", "Estelle", "Fabien", "Gaëlle", "Hugo", "Inès", "Julien"]
_FAMILY = ["Aubert", "Barbier", "Colin", "Dupont", "Etienne", "Faure", "Guérin", "Humbert", "Joly", "Lacroix"]


def seed_practice(*, clients: int, bookings: int, now: datetime) -> Seeded:
    """A new coach with so many clients and bookings around `now`. Needs the owner to be a superuser."""
    ahead = max(2, bookings // 10)
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    values = {
        "user": new_id(),
        "coach": new_id(),
        "clients": clients,
        "bookings": bookings,
        "held": bookings - ahead,
        "first": hour + EVERY - EVERY * (bookings - ahead),
        "text": cipher().encrypt(b"Un moment qui compte."),
        "given": _GIVEN,
        "family": _FAMILY,
    }
    url = given_url().set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, cursor_factory=psycopg.ClientCursor) as owner:
        owner.execute("SET session_replication_role = replica")
        for statements in (_PEOPLE, _DIARY, _FILES):
            owner.execute(statements, values)
        expected = "SELECT client_id FROM bookings WHERE coach_id = %s AND starts_at > %s ORDER BY starts_at LIMIT 1"
        row = owner.execute(expected, (values["coach"], now)).fetchone()
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("ANALYZE")
    assert row is not None
    return Seeded(values["coach"], values["user"], row[0])
