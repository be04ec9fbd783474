"""The file of what is seen: who gets it, and what a French spreadsheet makes of it."""

import csv
from datetime import timedelta

from tests.fixtures.people import People, Web
from tests.fixtures.practice import Practice
from tests.setter.figures.cells import write_cells
from trustcoach_app import clock
from trustcoach_app.setter.figures.registry import FIGURES
from trustcoach_app.setter.figures.sheet import HEADINGS
from trustcoach_app.setter.rollup.metrics import Metric

PATH = "/dashboard/coach/setter.csv"


async def lines(web: Web, **query: str) -> list[list[str]]:
    answer = await web.client.get(PATH, params=query)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith('attachment; filename="setter-')
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))


async def test_a_line_for_each_figure(web: Web, people: People) -> None:
    coach = people.add("coach")
    assert coach.coach_id
    day = clock.now().date() - timedelta(days=2)
    before = {(day - timedelta(days=7), Metric.LEADS, ""): 4, (day, Metric.REVENUE, "deal"): 123_456}
    lost = {(day - timedelta(days=since), Metric.LOST, ""): 3 for since in (0, 7)}
    cells = {**lost, (day, Metric.LEADS, ""): 5, (day, Metric.LEADS_OF_SOURCE, "=1+1"): 5, **before}
    write_cells(people, coach.coach_id, {**cells, (day, Metric.COHORT_QUALIFIED, ""): 2})
    await web.sign_in(coach)
    head, *rows = await lines(web, periode="7j")
    assert tuple(head) == HEADINGS
    assert [row[1] for row in rows] == [figure.label for figure in FIGURES]
    found = {row[1]: row[2:6] for row in rows}
    assert found["Leads"] == ["5", "", "4", "▲ +25\u202f%"]
    assert found["Taux de qualification"] == ["40", "%", "0", "▲ +40\u202fpts"]
    assert found["Revenus générés"] == ["1234,56", "€", "0", "nouveau"]
    assert found["Top 3 sources"][0] == "'=1+1 100\u202f%"
    assert found["Perdus"] == ["3", "", "3", "inchangé"]
    assert found["Âge moyen"] == ["", "ans", "", ""]
    assert (await lines(web, periode="tout"))[2][4:6] == ["", ""]


async def test_one_coach_s_file_holds_nothing_of_another(web: Web, people: People, bob: Practice) -> None:
    write_cells(people, bob.coach_id, {(clock.now().date(), Metric.LEADS, ""): 99})
    await web.sign_in(people.add("coach"))
    assert "99" not in {row[2] for row in await lines(web, periode="tout")}
