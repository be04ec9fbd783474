"""How the cells of each family are added up from the source rows, for any days of any practices.

Each query gives (place, day, metric, dimension, value) without zeros, for those of the days ASKED for of which its
family is asked. The place of a day among these stands for its practice, zone and date. Bounds are instants, and each
day is added up by itself: every fact is one range of its own index, however many days and practices there are.
"""

from collections.abc import Mapping

from trustcoach_app.models.earned import EARNED
from trustcoach_app.models.leads import Gender, LeadStatus, LossReason
from trustcoach_app.models.rollup import MarkFamily
from trustcoach_app.setter.rollup.metrics import Metric

WIDER = "1.05"
"""How much longer each bucket of durations is than the one before: so far from the truth may a median be."""

Sums = Mapping[Metric | tuple[Metric, str], str]
"""What is summed up, by metric, or by metric and dimension."""


ASKED = """
WITH asked AS MATERIALIZED (
    SELECT place::int AS place, coach_id, timezone, day, begins, ends,
        string_to_array(families, ' ') AS families, string_to_array(metrics, ' ') AS metrics
    FROM unnest(
        CAST(:coaches AS uuid[]), CAST(:zones AS text[]), CAST(:days AS date[]), CAST(:begins AS timestamptz[]),
        CAST(:ends AS timestamptz[]), CAST(:families AS text[]), CAST(:metrics AS text[])
    ) WITH ORDINALITY AS given (coach_id, timezone, day, begins, ends, families, metrics, place)
)
"""
"""Stands before a statement that holds any of CELLS."""


def _leads(instant: str, also: str = "") -> str:
    """The leads that have this instant on the day."""
    return f"leads l {also} WHERE l.coach_id = d.coach_id AND l.{instant} >= d.begins AND l.{instant} < d.ends"


def _summed(rows: str, sums: Sums) -> str:
    """A branch: everything that one pass over the rows sums up."""
    keys = [key if isinstance(key, tuple) else (key, "") for key in sums]
    metrics, dimensions = (", ".join(f"'{key[part]}'" for key in keys) for part in (0, 1))
    return f"""
    SELECT unnest(ARRAY[{metrics}]) AS metric, unnest(ARRAY[{dimensions}]) AS dimension,
        unnest(ARRAY[{", ".join(sums.values())}]::bigint[]) AS value FROM {rows}"""


def _counted(rows: str, metric: Metric, dimension: str, count: str = "count(*)") -> str:
    """A branch: the rows by a dimension whose values are not known beforehand."""
    return f"""
    SELECT '{metric}', {dimension}, {count} FROM {rows} GROUP BY 2"""


def _family(family: MarkFamily, *branches: str, read: str = "") -> str:
    """Laterals that add up stay what they are: the planner cannot turn them into one big join.

    `read`: what stands before the branches, where they share rows.
    """
    return f"""
SELECT d.place, d.day, part.metric, part.dimension, part.value
FROM asked d CROSS JOIN LATERAL ({read}{" UNION ALL ".join(branches)}
) AS part (metric, dimension, value) WHERE '{family}' = ANY (d.families) AND part.value <> 0"""


def _if(condition: str) -> str:
    return f"count(*) FILTER (WHERE {condition})"


_CREATED = f"""WITH created AS MATERIALIZED (
    SELECT age, gender, status, source, job_title, qualified_at, call_proposed_at, call_booked_at,
        messages_in, messages_out, messages_human, first_message_at, last_message_at FROM {_leads("created_at")}
)"""
"""Read once for all that is added up of them."""

_TALKED = f"""
    SELECT unnest(ARRAY['{Metric.DISCUSSIONS}', '{Metric.DISCUSSION_SECONDS}']),
        CASE WHEN seconds < 1 THEN 0 ELSE 1 + floor(ln(seconds) / ln({WIDER}::float8)) END::int::text AS bucket,
        unnest(ARRAY[count(*), sum(seconds)::bigint]) FROM (
            SELECT floor(greatest(date_part('epoch', last_message_at - first_message_at), 0)) AS seconds
            FROM created WHERE messages_in + messages_out > 1
        ) AS talked GROUP BY bucket"""
"""By how long they talked, in buckets that widen: a median of any period is read off the counts of its days."""

_COHORT = _family(
    MarkFamily.COHORT,
    _summed(
        "created",
        {
            Metric.LEADS: "count(*)",
            Metric.AGED: "count(age)",
            Metric.AGES: "sum(age)",
            Metric.COHORT_MESSAGES: "sum(messages_in + messages_out)",
            Metric.COHORT_QUALIFIED: "count(qualified_at)",
            Metric.COHORT_PROPOSED: "count(call_proposed_at)",
            Metric.COHORT_BOOKED: "count(call_booked_at)",
            Metric.WRITTEN_TO: _if("messages_out > 0"),
            Metric.UNAIDED: _if("messages_out > 0 AND messages_human = 0"),
            (Metric.LEADS_OF_GENDER, ""): _if("gender IS NULL"),
            **{(Metric.LEADS_OF_GENDER, gender): _if(f"gender = '{gender}'") for gender in Gender},
            **{(Metric.LEADS_OF_STATUS, status): _if(f"status = '{status}'") for status in LeadStatus},
        },
    ),
    _counted("created", Metric.LEADS_OF_SOURCE, "source"),
    _counted("created", Metric.LEADS_OF_JOB, "job_title", _if("job_title <> ''")),
    _TALKED,
    read=_CREATED,
)

_SENT = _family(
    MarkFamily.SENT,
    _summed(
        "lead_messages m WHERE m.coach_id = d.coach_id AND m.direction = 'out'"
        " AND m.sent_at >= d.begins AND m.sent_at < d.ends",
        {
            Metric.SENT: "count(*)",
            Metric.SENT_BY_AI: _if("sender = 'ai'"),
            **{(Metric.SENT_NUMBER, str(number)): _if(f"turn_number = {number}") for number in range(1, 5)},
            **{
                (Metric.REPLIED_NUMBER, str(number)): _if(f"turn_number = {number} AND turn_replied_at IS NOT NULL")
                for number in range(1, 5)
            },
        },
    ),
)

_BROUGHT = f"""CROSS JOIN LATERAL (
        SELECT CASE WHEN l.client_id IS NULL OR EXISTS (
            SELECT FROM leads f WHERE f.coach_id = l.coach_id AND f.client_id = l.client_id
              AND (f.won_at < l.won_at OR f.won_at = l.won_at AND f.id < l.id)
        ) THEN 0 ELSE (
            SELECT coalesce(sum({EARNED}), 0) FROM bookings b
            WHERE b.coach_id = l.coach_id AND b.client_id = l.client_id AND b.starts_at >= l.won_at
        ) END AS cents
    ) AS brought"""
"""What the client of a won lead has brought since: earned sessions, and what was kept of cancelled ones. Of a client's
leads the one that was won first has it."""

_BOOKED = f"WITH booked AS MATERIALIZED (SELECT call_booked_at, first_message_at FROM {_leads('call_booked_at')})"
_AFTER = "first_message_at <= call_booked_at"
_STAGES = {
    MarkFamily.QUALIFIED: _summed(
        _leads("qualified_at"),
        {Metric.QUALIFIED: "count(*)", Metric.QUALIFIED_THEN_PROPOSED: _if("call_proposed_at >= qualified_at")},
    ),
    MarkFamily.MAGNET: _summed(_leads("lead_magnet_sent_at"), {Metric.MAGNETS: "count(*)"}),
    MarkFamily.EMAIL: _summed(_leads("email_captured_at"), {Metric.EMAILS: "count(*)"}),
    MarkFamily.PROPOSED: _summed(
        _leads("call_proposed_at"),
        {Metric.PROPOSED: "count(*)", Metric.PROPOSED_THEN_BOOKED: _if("call_booked_at >= call_proposed_at")},
    ),
    MarkFamily.BOOKED: _BOOKED
    + _summed(
        "booked",
        {
            Metric.BOOKED: "count(*)",
            Metric.BOOKED_AFTER: _if(_AFTER),
            Metric.BOOKED_AFTER_SECONDS: "sum(floor(date_part('epoch', call_booked_at - first_message_at))) "
            f"FILTER (WHERE {_AFTER})",
        },
    )
    + " UNION ALL "
    + _counted("booked", Metric.BOOKED_AT, "to_char(call_booked_at AT TIME ZONE d.timezone, 'ID-HH24')"),
    MarkFamily.WON: _summed(
        _leads("won_at", _BROUGHT),
        {
            Metric.WON: "count(*)",
            Metric.DEALS: _if("deal_value_cents > 0"),
            Metric.DEAL_CENTS: "sum(deal_value_cents)",
            (Metric.REVENUE, "client"): "sum(brought.cents)",
            (Metric.REVENUE, "deal"): "sum(greatest(deal_value_cents - brought.cents, 0))",
        },
    ),
    MarkFamily.LOST: _summed(
        _leads("lost_at"),
        {
            Metric.LOST: "count(*)",
            (Metric.LOST_FOR, ""): _if("loss_reason IS NULL"),
            **{(Metric.LOST_FOR, reason): _if(f"loss_reason = '{reason}'") for reason in LossReason},
        },
    ),
    MarkFamily.CALL: _summed(
        "lead_calls c WHERE c.coach_id = d.coach_id AND c.counted_at >= d.begins AND c.counted_at < d.ends",
        {
            Metric.HELD: _if("outcome = 'held'"),
            Metric.HELD_AND_WON: _if("outcome = 'held' AND is_won"),
            Metric.NO_SHOW: _if("outcome = 'no_show'"),
        },
    ),
}

CELLS: dict[MarkFamily, str] = {
    MarkFamily.COHORT: _COHORT,
    MarkFamily.SENT: _SENT,
    **{family: _family(family, branch) for family, branch in _STAGES.items()},
}

OCCUPIED = """
SELECT coach_id, family, min(hour) AS first, max(hour) AS last FROM (
    SELECT coach_id, 'cohort' AS family, date_trunc('hour', created_at, 'UTC') AS hour FROM leads
    UNION
    SELECT coach_id, 'sent', date_trunc('hour', sent_at, 'UTC') FROM lead_messages WHERE direction = 'out'
    UNION
    SELECT coach_id, family, date_trunc('hour', at, 'UTC') FROM leads CROSS JOIN LATERAL (VALUES
        ('qualified', qualified_at), ('magnet', lead_magnet_sent_at), ('email', email_captured_at),
        ('proposed', call_proposed_at), ('booked', call_booked_at), ('won', won_at), ('lost', lost_at)
    ) AS reached (family, at) WHERE at IS NOT NULL
    UNION
    SELECT coach_id, 'call', date_trunc('hour', counted_at, 'UTC') FROM lead_calls WHERE counted_at IS NOT NULL
) AS occupied
WHERE coach_id = ANY (CAST(:coach_ids AS uuid[])) GROUP BY coach_id, family, date_trunc('day', hour, 'UTC')
"""
"""The first and the last hour on each day of UTC in which anything happened that a family counts."""
