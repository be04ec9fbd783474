"""What goes to the browser after a change: the parts that changed, and nothing else."""

from zoneinfo import ZoneInfo

from tests.fixtures.people import People
from tests.fixtures.practice import Practice, statements
from tests.fixtures.watching import watched
from tests.focus.acting import call, page_of
from tests.setter.figures.cells import write_cells, write_lead
from trustcoach_app import clock
from trustcoach_app.days import next_midnight
from trustcoach_app.reflex_seams.gate import forget_changes
from trustcoach_app.setter.figures.state import FiguresState
from trustcoach_app.setter.rollup.metrics import Metric


async def test_only_what_changed_is_sent(alice: Practice, people: People) -> None:
    today = clock.now().date()
    # The leads of today are too young for the rate of qualification, which says how many they are.
    write_cells(people, alice.coach_id, {(today, Metric.LEADS, ""): 1, (today, Metric.SENT, ""): 1})
    await write_lead(alice, created_at=clock.now())
    page = await page_of(alice, FiguresState)
    await call(FiguresState.refresh, page)
    forget_changes(page)
    people.owner.execute("UPDATE kpi_cells SET value = 2 WHERE coach_id = %s AND metric = 'leads'", (alice.coach_id,))
    await call(FiguresState.refresh, page)
    assert page.dirty_vars - {"is_loaded"} == {"activity", "conversion"}


async def test_a_refresh_is_one_statement(alice: Practice) -> None:
    page = await page_of(alice, FiguresState)
    with statements() as seen:
        await call(FiguresState.refresh, page)
    assert len(seen) == 1


async def test_two_dates_are_checked_beside_their_fields(alice: Practice) -> None:
    page = await page_of(alice, FiguresState)
    for sent, wrong in (
        ({"du": "2026-02-01", "au": "2026-01-01"}, {"au"}),
        ({"du": "", "au": "2026-01-01"}, {"du"}),
        ({"du": "1999-01-01", "au": "1999-01-02"}, {"au"}),
        ({"du": "2011-01-01", "au": "2026-01-02"}, {"au"}),
    ):
        assert await call(FiguresState.choose_dates, page, sent) is None
        assert set(page.errors) == wrong
    assert await call(FiguresState.choose_dates, page, {"du": "2026-01-01", "au": "2026-01-02"}) is not None
    assert page.errors == {}


async def test_the_page_turns_over_at_the_coachs_midnight(alice: Practice) -> None:
    page = await page_of(alice, FiguresState)
    with watched() as seen:
        await call(FiguresState.refresh, page)
    assert seen == {f"{alice.coach_id}:setter": next_midnight(clock.now(), ZoneInfo("Europe/Paris"))}
