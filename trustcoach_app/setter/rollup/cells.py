"""How the cells of each family are added up from the source rows, for any set of days.

Each query gives (day, metric, dimension, value) without zeros. It is given :coach_id, :zone, and the days of its
family with their bounds as three arrays, e.g. :call_days, :call_begins, :call_ends. Bounds are instants: every fact is
one range of its own index.
"""

from trustcoach_app.models.marks import EARNED
from trustcoach_app.models.rollup import MarkFamily


def _days(family: MarkFamily) -> str:
    return f"""unnest(
        CAST(:{family}_days AS date[]), CAST(:{family}_begins AS timestamptz[]), CAST(:{family}_ends AS timestamptz[])
    ) AS d (day, begins, ends)"""


_COHORT = f"""
SELECT d.day, fed.metric, fed.dimension, sum(fed.value)::bigint AS value
FROM {_days(MarkFamily.COHORT)}
JOIN leads l ON l.coach_id = :coach_id AND l.created_at >= d.begins AND l.created_at < d.ends
CROSS JOIN LATERAL (VALUES
    ('leads', '', 1),
    ('leads_of_source', l.source, 1),
    ('leads_of_gender', coalesce(l.gender::text, ''), 1),
    ('leads_of_status', l.status::text, 1),
    ('leads_of_job', l.job_key, (l.job_key <> '')::int),
    ('aged', '', (l.age IS NOT NULL)::int),
    ('ages', '', l.age),
    ('cohort_messages', '', l.messages_in + l.messages_out),
    ('discussions', '', (l.messages_in + l.messages_out > 1)::int),
    ('discussion_seconds', '', CASE WHEN l.messages_in + l.messages_out > 1
        THEN floor(extract(epoch FROM l.last_message_at - l.first_message_at)) END),
    ('cohort_qualified', '', (l.qualified_at IS NOT NULL)::int),
    ('written_to', '', (l.messages_out > 0)::int),
    ('unaided', '', (l.messages_out > 0 AND l.messages_human = 0)::int)
) AS fed (metric, dimension, value)
WHERE fed.value <> 0
GROUP BY d.day, fed.metric, fed.dimension
"""

_SENT = f"""
SELECT sent.day, fed.metric, fed.dimension, sum(fed.value)::bigint AS value
FROM (
    SELECT d.day, m.sender, least(m.message_number, 5) AS number, m.replied_at IS NOT NULL AS is_replied, count(*) AS n
    FROM {_days(MarkFamily.SENT)}
    JOIN lead_messages m ON m.coach_id = :coach_id AND m.direction = 'out'
     AND m.sent_at >= d.begins AND m.sent_at < d.ends
    GROUP BY 1, 2, 3, 4
) AS sent
CROSS JOIN LATERAL (VALUES
    ('sent', '', n),
    ('sent_by_ai', '', CASE sender WHEN 'ai' THEN n END),
    ('sent_number', number::text, CASE WHEN number < 5 THEN n END),
    ('replied_number', number::text, CASE WHEN number < 5 AND is_replied THEN n END)
) AS fed (metric, dimension, value)
WHERE fed.value <> 0
GROUP BY sent.day, fed.metric, fed.dimension
"""


def _reached(instant: str, fed: str, also: str = "") -> str:
    """One branch: the leads that reached a stage that day, and what each adds."""
    return f"""
    SELECT fed.metric, fed.dimension, fed.value FROM leads l {also}
    CROSS JOIN LATERAL (VALUES {fed}) AS fed (metric, dimension, value)
    WHERE l.coach_id = :coach_id AND l.{instant} IS NOT NULL AND l.{instant} >= d.begins AND l.{instant} < d.ends
    """


_BROUGHT = f"""CROSS JOIN LATERAL (
    SELECT coalesce(sum({EARNED}), 0) AS cents FROM bookings b
    WHERE b.coach_id = l.coach_id AND b.client_id = l.client_id AND b.starts_at >= l.won_at
) AS brought"""
"""What the client of a won lead has brought since: earned sessions, and what was kept of cancelled ones."""

_STAGES = (
    _reached(
        "qualified_at",
        "('qualified', '', 1::bigint), ('qualified_then_proposed', '', (l.call_proposed_at >= l.qualified_at)::int)",
    ),
    _reached("lead_magnet_sent_at", "('magnets', '', 1)"),
    _reached("email_captured_at", "('emails', '', 1)"),
    _reached(
        "call_proposed_at",
        "('proposed', '', 1), ('proposed_then_booked', '', (l.call_booked_at >= l.call_proposed_at)::int)",
    ),
    _reached(
        "call_booked_at",
        """('booked', '', 1),
        ('booked_at', to_char(l.call_booked_at AT TIME ZONE :zone, 'ID-HH24'), 1),
        ('booked_after', '', (l.first_message_at <= l.call_booked_at)::int),
        ('booked_after_seconds', '', CASE WHEN l.first_message_at <= l.call_booked_at
            THEN floor(extract(epoch FROM l.call_booked_at - l.first_message_at)) END)""",
    ),
    _reached(
        "won_at",
        """('won', '', 1),
        ('deals', '', (l.deal_value_cents > 0)::int),
        ('deal_cents', '', l.deal_value_cents),
        ('revenue', 'client', brought.cents),
        ('revenue', 'deal', CASE brought.cents WHEN 0 THEN l.deal_value_cents END)""",
        _BROUGHT,
    ),
    _reached("lost_at", "('lost', '', 1), ('lost_for', coalesce(l.loss_reason::text, ''), 1)"),
)

_CALL = _reached(
    "call_scheduled_at",
    """('held', '', (l.call_outcome = 'held')::int),
    ('held_and_won', '', (l.call_outcome = 'held' AND l.won_at IS NOT NULL)::int),
    ('no_show', '', (l.call_outcome = 'no_show')::int)""",
)


def _summed(family: MarkFamily, *branches: str) -> str:
    return f"""
SELECT d.day, fed.metric, fed.dimension, sum(fed.value)::bigint AS value
FROM {_days(family)} CROSS JOIN LATERAL ({" UNION ALL ".join(branches)}) AS fed
WHERE fed.value <> 0 GROUP BY d.day, fed.metric, fed.dimension
"""


CELLS: dict[MarkFamily, str] = {
    MarkFamily.COHORT: _COHORT,
    MarkFamily.SENT: _SENT,
    MarkFamily.STAGE: _summed(MarkFamily.STAGE, *_STAGES),
    MarkFamily.CALL: _summed(MarkFamily.CALL, _CALL),
}

OCCUPIED = """
SELECT 'cohort' AS family, date_trunc('hour', created_at, 'UTC') AS hour FROM leads WHERE coach_id = :coach_id
UNION
SELECT 'sent', date_trunc('hour', sent_at, 'UTC') FROM lead_messages
WHERE coach_id = :coach_id AND direction = 'out'
UNION
SELECT family, date_trunc('hour', at, 'UTC') FROM leads CROSS JOIN LATERAL (VALUES
    ('stage', qualified_at), ('stage', lead_magnet_sent_at), ('stage', email_captured_at), ('stage', call_proposed_at),
    ('stage', call_booked_at), ('stage', won_at), ('stage', lost_at), ('call', call_scheduled_at)
) AS reached (family, at)
WHERE coach_id = :coach_id AND at IS NOT NULL
"""
"""The hours in which anything happened that a family counts."""
