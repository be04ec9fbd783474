# pyright: reportPrivateUsage=false
"""What is unfolded of the block, and how far."""

from datetime import timedelta

from tests.fixtures.practice import Practice, statements
from tests.focus.acting import call, page_of
from tests.setter.scenes import given_lead
from tests.setter.today.test_queries import _waiting_leads
from trustcoach_app import clock
from trustcoach_app.setter.figures.state import FiguresState
from trustcoach_app.setter.today.present import MOST, PAGE
from trustcoach_app.setter.today.state import TodayState


async def test_the_list_grows_by_a_page_and_ends(alice: Practice) -> None:
    await alice.does(_waiting_leads, leads=MOST + 7)
    page = await page_of(alice, TodayState)
    await call(TodayState.begin, page)
    everybody = [*page.view.forgotten, *page.view.rows]
    assert len(everybody) <= PAGE
    await call(TodayState.fold_forgotten, page)
    for _ in range(MOST // PAGE + 3):
        await call(TodayState.show_more, page)
        await call(TodayState.show_more_forgotten, page)
    assert (page._shown, page._forgotten) == (MOST, MOST)
    assert len(page.view.forgotten) + len(page.view.rows) == MOST
    await call(TodayState.begin, page)
    assert (page._shown, page._forgotten, page.view.is_unfolded) == (PAGE, 0, False)


async def test_the_way_to_all_stands_where_the_page_ends(alice: Practice) -> None:
    for _ in range(2):
        await given_lead(alice, "out 0, in 1, out 2, qualified 3", since=clock.now() - timedelta(days=5))
    page = await page_of(alice, TodayState)
    await call(TodayState.begin, page)
    assert (len(page.view.rows), page.view.more, page.view.every) == (2, "", "")
    row = page.view.rows[0]
    assert row.instagram_href.startswith("https://www.instagram.com/lead.")
    assert (row.priority, row.reason) == ("Priorité haute", "Votre dernier message est sans réponse depuis 4 jours")


async def test_a_refresh_is_three_statements_and_follows_that_of_the_page(alice: Practice) -> None:
    page = await page_of(alice, TodayState)
    with statements() as seen:
        await call(TodayState.refresh, page)
    assert len(seen) == 3
    figures = await page_of(alice, FiguresState)
    assert await call(FiguresState.refresh, figures) == TodayState.refresh
