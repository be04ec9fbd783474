"""One tick of the rollup with some 5,000 changed cells, over 0.1, 1 and 10 million messages in fifty practices.

python -m benchmarks.rollup_tick [millions …], on the migrated database that DATABASE_URL names; its owner must be a
superuser. Baseline: REFRESH of a materialized view `coach_dashboard_kpis` over the same rows, as a cron
does every five minutes. Both are the middle of five. `everyone`: one day of all fifty practices changes, some 5,000
cells at 10 million messages; `tick`: three days of eight; `one_practice` is what the page of one coach waits for. `n`
is how many cells changed. Before it measures, everything is added up; at the end some practices have no drift.
"""

import asyncio
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from time import perf_counter
from uuid import UUID

import psycopg

from benchmarks.report import report
from benchmarks.seed.setter import seed_setters
from jobs.roll_up import add_up_marked
from trustcoach_app import clock
from trustcoach_app.db.engine import JOBS, engine, given_url
from trustcoach_app.db.principal import ROLLUP, in_practice
from trustcoach_app.db.unit_of_work import connect_as_jobs, unit_of_work
from trustcoach_app.setter.rollup.drift import check_drift
from trustcoach_app.setter.rollup.run import roll_up

MILLIONS = (0.1, 1.0, 10.0)
ROUNDS = 5
CHECKED = 10
"""Each tenth practice."""
CASES = {"tick": (8, 3), "everyone": (50, 1), "one_practice": (1, 1)}
"""How many practices change, and how many days of theirs."""

BASELINE = "REFRESH MATERIALIZED VIEW coach_dashboard_kpis"
_VIEW = """
CREATE MATERIALIZED VIEW coach_dashboard_kpis AS
SELECT l.*, m.messages_sent, round(m.messages::numeric / nullif(l.total_leads, 0), 2) AS avg_messages_per_lead
FROM (
    SELECT coach_id, count(*) AS total_leads,
        count(*) FILTER (WHERE created_at >= date_trunc('day', now())) AS leads_today,
        count(*) FILTER (WHERE created_at >= now() - interval '7 days') AS leads_week,
        count(*) FILTER (WHERE status = 'new') AS new_leads, count(*) FILTER (WHERE status = 'engaged') AS engaged,
        count(*) FILTER (WHERE status = 'qualified') AS qualified,
        count(*) FILTER (WHERE status = 'call_proposed') AS calls_proposed,
        count(*) FILTER (WHERE status = 'call_booked') AS calls_booked,
        count(*) FILTER (WHERE status = 'won') AS won, count(*) FILTER (WHERE status = 'lost') AS lost,
        count(*) FILTER (WHERE status = 'relance') AS relance,
        100.0 * count(*) FILTER (WHERE qualified_at IS NOT NULL) / count(*) AS qualification_rate,
        100.0 * count(*) FILTER (WHERE call_booked_at IS NOT NULL) / count(*) AS call_booking_rate,
        100.0 * count(*) FILTER (WHERE status = 'lost') / count(*) AS lost_rate,
        avg(extract(epoch FROM call_booked_at - first_message_at) / 60) AS avg_time_to_action,
        sum(deal_value_cents) AS total_revenue, count(*) FILTER (WHERE deal_value_cents > 0) AS deals_count,
        count(*) FILTER (WHERE gender = 'male') AS male_count,
        count(*) FILTER (WHERE gender = 'female') AS female_count,
        avg(age) AS avg_age, now() AS last_updated
    FROM leads GROUP BY coach_id
) AS l JOIN (
    SELECT coach_id, count(*) AS messages, count(*) FILTER (WHERE direction = 'out') AS messages_sent
    FROM lead_messages GROUP BY coach_id
) AS m USING (coach_id)
"""

_CHANGE = """
UPDATE leads SET source = CASE source WHEN 'story' THEN 'post' ELSE 'story' END,
    gender = CASE gender WHEN 'male' THEN 'female' ELSE 'male' END::gender,
    job_title = 'Métier ' || abs(hashtext(id::text || job_title)) %% 12, age = coalesce(age, 20) + 1,
    messages_human = 1 - messages_human, last_message_at = last_message_at + interval '1 minute',
    qualified_at = CASE WHEN qualified_at IS NULL THEN created_at + interval '1 hour' END,
    lead_magnet_sent_at = CASE WHEN lead_magnet_sent_at IS NULL THEN created_at + interval '2 hours' END,
    email_captured_at = CASE WHEN email_captured_at IS NULL THEN created_at + interval '3 hours' END,
    call_proposed_at = CASE WHEN call_proposed_at IS NULL THEN created_at + interval '4 hours' END,
    call_booked_at = CASE WHEN call_booked_at IS NULL THEN created_at + interval '5 hours' END
WHERE coach_id = ANY (%(coaches)s) AND created_at >= %(day)s AND created_at < %(day)s + %(days)s * interval '1 day';
UPDATE lead_messages SET turn_replied_at = CASE WHEN turn_replied_at IS NULL THEN sent_at + interval '1 hour' END
WHERE coach_id = ANY (%(coaches)s) AND direction = 'out'
  AND sent_at >= %(day)s AND sent_at < %(day)s + %(days)s * interval '6 hours';
"""


async def main() -> None:
    """Each size on an empty database, the smallest first."""
    connect_as_jobs()
    for millions in [float(given) for given in sys.argv[1:]] or MILLIONS:
        await measure(millions)
    await engine(JOBS).dispose()


async def measure(millions: float) -> None:
    """Seed, add everything up, tick and refresh in turn, check."""
    url = given_url().set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True, cursor_factory=psycopg.ClientCursor) as owner:
        owner.execute("TRUNCATE users CASCADE")
        seeded = seed_setters(messages=round(millions * 1_000_000), now=clock.now())
        _say(f"{seeded.messages} messages, {seeded.leads} leads")
        await _timed("backfill", lambda: _add_up_all(seeded.coach_ids))
        owner.execute("VACUUM ANALYZE kpi_cells")
        owner.execute(_VIEW)
        rounds: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
        for number in range(ROUNDS):
            for place, (case, (practices, days)) in enumerate(CASES.items()):
                changed = seeded.coach_ids[:practices]
                _change(owner, changed, clock.now() - timedelta(days=30 + 90 * place + 9 * number), days)
                rounds[case].append(await _timed(case, add_up_marked))
            rounds["refresh"].append(await _timed("refresh", partial(_refresh, owner)))
        owner.execute("DROP MATERIALIZED VIEW coach_dashboard_kpis")
    drift = sum([await _drift(coach_id) for coach_id in seeded.coach_ids[::CHECKED]])
    assert drift == 0, f"{drift} cells are wrong"
    middle = {case: sorted(measured)[ROUNDS // 2] for case, measured in rounds.items()}
    for case in CASES:
        _report(f"{case}_{millions:g}M_ms", middle[case][0], middle["refresh"][0], middle[case][1])


async def _refresh(owner: psycopg.Connection) -> int:
    owner.execute("REFRESH MATERIALIZED VIEW coach_dashboard_kpis")
    return 0


def _change(owner: psycopg.Connection, coach_ids: list[UUID], day: datetime, days: int) -> None:
    """Turn some days of these practices upside down, and have the pages that this wrote on the disk: they are no part
    of what follows.
    """
    owner.execute(_CHANGE, {"coaches": coach_ids, "day": day, "days": days})
    owner.execute("CHECKPOINT")


async def _add_up_all(coach_ids: list[UUID]) -> int:
    """The whole history: what was seeded past the triggers is not marked. Returns the cells made."""
    made = 0
    for coach_id in coach_ids:
        async with unit_of_work(ROLLUP) as db:
            made += await roll_up(db, coach_id=coach_id, now=clock.now())
    return made


async def _drift(coach_id: UUID) -> int:
    async with unit_of_work(in_practice(coach_id)) as db:
        return await check_drift(db, coach_id=coach_id, now=clock.now())


async def _timed(what: str, work: Callable[[], Awaitable[int]]) -> tuple[float, int]:
    """Seconds, and the cells that it changed."""
    began = perf_counter()
    cells = await work()
    seconds = perf_counter() - began
    _say(f"{what}: {cells} cells in {seconds:.3f} s")
    return seconds, cells


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _report(case: str, seconds: float, baseline: float, n: int) -> None:
    report("rollup_tick", case, seconds * 1000, "ms", baseline=BASELINE, baseline_value=baseline * 1000, n=n)


if __name__ == "__main__":
    asyncio.run(main())
