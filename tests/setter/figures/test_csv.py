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
    day = clock.now().date() - timedelta(days=4)
    before = {(day - timedelta(days=7), Metric.LEADS, ""): 4, (day, Metric.REVENUE, "deal"): 123_456}
    lost = {(day - timedelta(days=since), Metric.LOST, ""): 3 for since in (0, 7)}
    cells = {**lost, (day, Metric.LEADS, ""): 5, (day, Metric.LEADS_OF_SOURCE, "=1+1"): 5, **before}
    first = {(day - timedelta(days=30), Metric.LEADS, ""): 1}
    write_cells(people, coach.coach_id, {**cells, **first, (day, Metric.COHORT_QUALIFIED, ""): 2})
    await web.sign_in(coach)
    head, *rows = await lines(web, periode="7j")
    assert tuple(head) == HEADINGS
    assert [row[1] for row in rows] == [figure.label for figure in FIGURES]
    found = {row[1]: row[2:6] for row in rows}
    assert found["Leads"] == ["5", "", "4", "5, contre 4 (peu de données)"]
    assert found["Taux de qualification"] == ["40", "%", "0", "40\u202f%, contre 0\u202f% (peu de données)"]
    assert found["Revenus générés"] == ["1234,56", "€", "0", "rien avant"]
    assert found["Top 3 sources"][0] == "'=1+1 100\u202f%"
    assert found["Perdus"] == ["3", "", "3", "3, contre 3"]
    details = {row[1]: row[6:9] for row in rows}
    assert details["Taux de qualification"][:2] == ["", "2 sur 5 leads"]
    assert details["Taux de qualification"][2].startswith("Leads créés sur la période et qualifiés depuis")
    assert details["Âge moyen"][1] == "Pas encore de lead d’âge connu sur cette période"
    assert found["Âge moyen"] == ["", "ans", "", ""]
    assert (await lines(web, periode="tout"))[2][4:6] == ["", ""]


async def test_what_the_page_dares_to_say_the_file_says_too(web: Web, people: People) -> None:
    """80 of 100 answered: 71 to 87 %; and 40 leads after 20, which chance does once in a hundred times (1.4 %)."""
    coach = people.add("coach")
    assert coach.coach_id
    day = clock.now().date() - timedelta(days=4)
    leads = {(day, Metric.LEADS, ""): 40, (day - timedelta(days=7), Metric.LEADS, ""): 20}
    answers = {(day, Metric.SENT_NUMBER, "1"): 100, (day, Metric.REPLIED_NUMBER, "1"): 80}
    write_cells(people, coach.coach_id, {**leads, **answers, (day - timedelta(days=30), Metric.LEADS, ""): 1})
    await web.sign_in(coach)
    rows = {row[1]: row[2:] for row in await lines(web, periode="7j")}
    assert rows["Leads"][3] == "▲ +100\u202f%"
    assert rows["Taux de réponse, message 1"][4:6] == ["Excellent", "80 sur 100 envoyés"]
    assert rows["Taux de réponse, message 1"][6].endswith("Entre 71\u202f% et 87\u202f%, 19 fois sur 20.")


async def test_one_coach_s_file_holds_nothing_of_another(web: Web, people: People, bob: Practice) -> None:
    write_cells(people, bob.coach_id, {(clock.now().date(), Metric.LEADS, ""): 99})
    await web.sign_in(people.add("coach"))
    assert "99" not in {row[2] for row in await lines(web, periode="tout")}
