"""The routes: a file in, the refused lines out."""

from typing import Any

import pytest

from tests.fixtures.people import Browsers, People

PATH = "/setter/import"
BAD = b"user_id_instagram;created_at\n1;hier"


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


async def test_a_file_leads_to_its_dry_run_and_its_errors(coach: Any, people: People, browsers: Browsers) -> None:
    """And to nobody else's."""
    answer = await send(coach, "../leads.csv", BAD)
    assert answer.status_code == 303
    page, _, import_id = answer.headers["location"].partition("?fichier=")
    assert page == "/dashboard/coach/setter/importer"
    query = "SELECT status::text || ' ' || kind::text || ' ' || filename FROM imports WHERE id = %s AND coach_id = %s"
    assert people.value(query, import_id, coach.person.coach_id) == "draft leads leads.csv"
    errors = f"{PATH}/erreurs.csv?fichier={import_id}"
    body = await coach.client.get(errors, headers=coach.headers)
    assert body.content.decode("utf-8-sig").splitlines()[1].startswith('"2";"created_at";"hier";"Cette date')
    assert (body.headers["cache-control"], body.headers["content-type"]) == ("no-store", "text/csv; charset=utf-8")
    other, nobody = browsers.open(), browsers.open()
    await other.sign_in(people.add("coach"))
    assert (await other.client.get(errors, headers=other.headers)).status_code == 404
    assert (await nobody.client.get(errors, headers=nobody.headers)).headers["location"].startswith("/login")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x89PNG\x00", "Ce fichier n’est pas un fichier texte"),
        (b"x" * (10 * 1024 * 1024 + 1), "Ce fichier dépasse 10 Mo"),
    ],
)
async def test_a_refusal_is_kept_for_the_page(coach: Any, people: People, content: bytes, why: str) -> None:
    answer = await send(coach, "leads.csv", content)
    outcome = people.value("SELECT outcome FROM imports WHERE id = %s", answer.headers["location"].partition("=")[2])
    assert str(outcome).startswith(why)


async def test_too_large_is_not_even_read_and_another_site_is_refused(coach: Any) -> None:
    assert (await send(coach, "leads.csv", b"x" * 11_000_000)).status_code == 413
    assert (await send(coach, "leads.csv", BAD, origin="https://evil.example")).status_code == 403
