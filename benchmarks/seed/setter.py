"""Makes a setter's year of any size in minutes: as the owner, by INSERT … SELECT, without triggers.

Fifty practices share the messages evenly, about ten to a lead, spread over the year before `now`. A conversation
alternates by the hour: the AI writes, the lead answers, three to seven times; every fifth lead leaves the last message
unanswered. Every third lead is qualified, every ninth books a call, every other one of these comes to it, and half of
those are won. Every eleventh of the others is to be written to again.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import psycopg

from trustcoach_app.db.engine import given_url
from trustcoach_app.db.types import cipher, new_id

COACHES = 50
MESSAGES_A_LEAD = 10
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class SeededSetters:
    """The practices, and how many rows stand in all of them."""

    coach_ids: list[UUID]
    leads: int
    messages: int


_COACH = """
INSERT INTO users (id, email, name) VALUES (%(user)s, %(user)s::text || '@seed.example', 'Alice Martin');
INSERT INTO coaches (id, user_id, slug, specialty, headline, bio, timezone, currency, hourly_rate_cents, city)
VALUES (%(coach)s, %(user)s, 'seed-' || %(coach)s::text, '', '', '', 'Europe/Paris', 'EUR', 10000, '');
"""

_LEADS = """
CREATE TEMPORARY TABLE seed_leads ON COMMIT DROP AS
SELECT n, gen_random_uuid() AS id, 2 * (3 + n %% 5) - (n %% 5 = 1)::int AS messages,
       %(first)s::timestamptz + n * (%(year)s::interval / %(leads)s) AS created_at
FROM generate_series(0, %(leads)s - 1) AS n;
INSERT INTO leads (coach_id, id, created_at, instagram_id, contact_id, instagram_username, first_name, last_name, age,
    gender, job_title, job_key, source, status, engaged_at, qualified_at, lead_magnet_sent_at, email_captured_at,
    call_proposed_at, call_booked_at, call_scheduled_at, call_outcome, won_at, lost_at, loss_reason, deal_value_cents,
    messages_in, messages_out, messages_human, first_message_at, last_message_at, last_message_direction, active_at,
    notes, search_key)
SELECT %(coach)s, id, created_at, n::text, '', 'lead' || n, 'Marie', 'Dupont',
    CASE WHEN n %% 3 = 0 THEN 20 + n %% 40 END,
    (array['male', 'female', 'other', NULL])[1 + n %% 4]::gender, 'Avocat',
    'metier ' || n %% 12,
    (array['story', 'post', 'keyword', 'dm_organique'])[1 + n / 4 %% 4],
    CASE WHEN n %% 36 = 0 THEN 'won' WHEN n %% 7 = 1 THEN 'lost' WHEN n %% 9 = 0 THEN 'call_booked'
         WHEN n %% 6 = 0 THEN 'call_proposed' WHEN n %% 11 = 0 THEN 'relance'
         WHEN n %% 3 = 0 THEN 'qualified' ELSE 'engaged' END::lead_status,
    created_at + interval '1 hour',
    CASE WHEN n %% 3 = 0 THEN created_at + interval '5 hours' END,
    CASE WHEN n %% 4 = 0 THEN created_at + interval '6 hours' END,
    CASE WHEN n %% 5 = 0 THEN created_at + interval '7 hours' END,
    CASE WHEN n %% 6 = 0 OR n %% 9 = 0 THEN created_at + interval '1 day' END,
    CASE WHEN n %% 9 = 0 THEN created_at + interval '2 days' END,
    CASE WHEN n %% 9 = 0 THEN created_at + interval '5 days' END,
    CASE WHEN n %% 18 = 0 THEN 'held' WHEN n %% 9 = 0 THEN 'no_show' END::call_outcome,
    CASE WHEN n %% 36 = 0 THEN created_at + interval '5 days' END,
    CASE WHEN n %% 7 = 1 THEN created_at + interval '9 days' END,
    CASE WHEN n %% 7 = 1 THEN (array['price', 'time', 'tried', 'hesitation', 'other'])[1 + n %% 5] END::loss_reason,
    CASE WHEN n %% 36 = 0 THEN 150000 END,
    messages / 2, messages - messages / 2, (n %% 10 = 0)::int,
    created_at, created_at + (messages - 1) * interval '1 hour',
    CASE messages %% 2 WHEN 0 THEN 'in' ELSE 'out' END::message_direction,
    created_at + (messages - 1) * interval '1 hour', %(text)s, 'marie dupont lead' || n
FROM seed_leads;
"""

_MESSAGES = """
INSERT INTO lead_messages (coach_id, id, lead_id, direction, sender, body, sent_at, message_number, replied_at)
SELECT %(coach)s, gen_random_uuid(), l.id, CASE m %% 2 WHEN 0 THEN 'out' ELSE 'in' END::message_direction,
    CASE WHEN m %% 2 = 1 THEN 'lead' WHEN m = 2 AND l.n %% 10 = 0 THEN 'human' ELSE 'ai' END::message_sender, %(text)s,
    l.created_at + m * interval '1 hour', CASE m %% 2 WHEN 0 THEN m / 2 + 1 END,
    CASE WHEN m %% 2 = 0 AND m + 1 < l.messages THEN l.created_at + (m + 1) * interval '1 hour' END
FROM seed_leads l, generate_series(0, l.messages - 1) AS m;
"""


def seed_setters(*, messages: int, now: datetime, practices: int = COACHES) -> SeededSetters:
    """New practices with about so many messages in all. Needs the owner to be a superuser."""
    url = given_url().set(drivername="postgresql").render_as_string(hide_password=False)
    values = {
        "first": now - YEAR,
        "year": YEAR - timedelta(days=10),
        "leads": messages // practices // MESSAGES_A_LEAD,
        "text": cipher().encrypt("Bonjour Marie, merci pour votre message. Qu’aimeriez-vous changer ?".encode()),
    }
    coach_ids = [new_id() for _ in range(practices)]

    def seed(coach_id: UUID) -> None:
        with psycopg.connect(url, cursor_factory=psycopg.ClientCursor) as owner:
            owner.execute("SET session_replication_role = replica")
            for statements in (_COACH, _LEADS, _MESSAGES):
                owner.execute(statements, {**values, "coach": coach_id, "user": new_id()})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(seed, coach_ids))
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE leads")
        owner.execute("VACUUM ANALYZE lead_messages")
        counts = owner.execute("SELECT (SELECT count(*) FROM leads), (SELECT count(*) FROM lead_messages)").fetchone()
    assert counts is not None
    return SeededSetters(coach_ids, *counts)
