"""From an event that the webhook accepted to the figure that changed on an open page.

python -m benchmarks.freshness, after a build, on the migrated database that DATABASE_URL names; its owner must be a
superuser. Each event is the first message of a new lead; the page counts its leads. Baseline: a materialized view,
refreshed every five minutes.
"""

import asyncio
from time import perf_counter

import httpx
from playwright.async_api import expect

from benchmarks.report import percentile, report
from benchmarks.seed.setter import seed_setters
from benchmarks.served import FIGURES, chromium, profile, served, token_of
from trustcoach_app import clock
from trustcoach_app.db.engine import WEB, engine
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.figures.present.amounts import number
from trustcoach_app.setter.intake import secrets
from trustcoach_app.setter.rollup.run import roll_up

MESSAGES = 1_000_000
RUNS = 30
REFRESH_SECONDS = 300.0
COUNT = '[data-figure="total_leads"] .kpi-value'


async def main() -> None:
    """Open the page, then send one event after the other and wait for each."""
    now = clock.now()
    coach_id = seed_setters(messages=MESSAGES, now=now).coach_ids[0]
    practice = in_practice(coach_id)
    async with unit_of_work(practice) as db:
        await roll_up(db, coach_id=coach_id, now=now)
        secret = await secrets.issue_secret(db, coach_id=coach_id, now=now)
    token, waits = await token_of(coach_id), list[float]()
    with served(with_jobs=True) as origin:
        async with chromium() as browser, httpx.AsyncClient(base_url=origin) as setter:
            page = await (await profile(browser, origin, token)).new_page()
            await page.goto(origin + FIGURES)
            shown = page.locator(COUNT)
            leads = int("".join(filter(str.isdigit, await shown.inner_text())))
            for run in range(1, RUNS + 1):
                answer = await setter.post(
                    f"/webhooks/setter?coach_id={coach_id}",
                    json=event(run),
                    headers={"Authorization": f"Bearer {secret}"},
                )
                assert answer.status_code == 202, answer.text
                began = perf_counter()
                await expect(shown).to_have_text(number(leads + run), timeout=60_000)
                waits.append(perf_counter() - began)
    for case, percent in (("p50_s", 50), ("p95_s", 95)):
        value = percentile(waits, percent)
        every = "a refresh every five minutes"
        report("freshness", case, value, "s", baseline=every, baseline_value=REFRESH_SECONDS, n=RUNS)
    await engine(WEB).dispose()


def event(run: int) -> dict[str, object]:
    """The first message to a new lead."""
    said = {"user_id_instagram": f"fresh-{run}", "instagram_username": f"fresh.{run}"}
    at = clock.now().isoformat()
    return {
        "event_id": f"fresh-{run}",
        "type": "message.sent",
        "occurred_at": at,
        "lead": said,
        "data": {"text": "Bonjour", "sender": "ai"},
    }


if __name__ == "__main__":
    asyncio.run(main())
