"""The route that takes a file."""

from typing import Any

import pytest

from tests.fixtures.people import Browsers, People
from tests.importing.exports import export

PATH = "/planning/import"


async def send(web: Any, name: str, content: bytes, **headers: str) -> Any:
    """Send the form of the page."""
    return await web.client.post(PATH, files={"fichier": (name, content)}, headers={**web.headers, **headers})


@pytest.fixture
async def coach(people: People, browsers: Browsers) -> Any:
    """A coach's browser, signed in."""
    browser = browsers.open()
    browser.person = people.add("coach")
    await browser.sign_in(browser.person)
    return browser


async def test_a_file_leads_to_its_dry_run(coach: Any, people: People) -> None:
    """And a path in its name leads nowhere."""
    answer = await send(coach, "../../etc/agenda.ics", export("google"))
    assert answer.status_code == 303
    page, _, import_id = answer.headers["location"].partition("?fichier=")
    assert page == "/dashboard/coach/planning/importer"
    query = "SELECT status::text || ' ' || filename FROM imports WHERE id = %s AND coach_id = %s"
    assert people.value(query, import_id, coach.person.coach_id) == "draft agenda.ics"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("photo.png", b"\x89PNG", "Choisissez un calendrier (.ics) ou une liste de clients (.csv)."),
        ("agenda.ics", b"nom;email\nDupont;", "Ce fichier n’est pas un calendrier .ics (ligne 1"),
        (
            "clients.csv",
            b'Nom;Note\nDupont;"ouvert\nMartin;ok\n',
            "Ce fichier CSV est illisible à partir de la ligne 2",
        ),
        ("agenda.ics", b"x" * (5 * 1024 * 1024 + 1), "Ce fichier dépasse 5 Mo"),
    ],
)
async def test_a_refusal_is_kept_for_the_page(coach: Any, people: People, name: str, content: bytes, why: str) -> None:
    """In French."""
    answer = await send(coach, name, content)
    outcome = people.value("SELECT outcome FROM imports WHERE id = %s", answer.headers["location"].partition("=")[2])
    assert str(outcome).startswith(why)


async def test_too_large_is_not_even_read(coach: Any) -> None:
    """413 once the limit is passed."""
    assert (await send(coach, "agenda.ics", b"x" * 6_000_000)).status_code == 413


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"a=b", "application/x-www-form-urlencoded", 415),
        (b"garbage", "multipart/form-data; boundary=x", 400),
        (b"garbage", "multipart/form-data", 400),
        (
            b'--x\r\nContent-Disposition: form-data; name="fichier"\r\n\r\ntext\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
            400,
        ),
    ],
)
async def test_other_bodies_are_refused(coach: Any, body: bytes, kind: str, status: int) -> None:
    """4xx, never 5xx."""
    answer = await coach.client.post(PATH, content=body, headers={**coach.headers, "content-type": kind})
    assert answer.status_code == status


async def test_strangers_are_sent_away(people: People, browsers: Browsers) -> None:
    """Nobody to the door, a client home; and nothing is kept."""
    before = people.value("SELECT count(*) FROM imports")
    nobody, client = browsers.open(), browsers.open()
    await client.sign_in(people.add("client"))
    answers = [await send(browser, "agenda.ics", export("google")) for browser in (nobody, client)]
    places = [answer.headers["location"].partition("?")[0] for answer in answers]
    assert places == ["/login", "/espace"]
    assert people.value("SELECT count(*) FROM imports") == before


async def test_another_site_is_refused(coach: Any) -> None:
    """Whatever cookie comes along."""
    answer = await send(coach, "agenda.ics", export("google"), origin="https://evil.example")
    assert answer.status_code == 403
