"""Files are for the coach who is signed in. Everybody else is sent to the door, which leads back, or home."""

import pytest

from tests.fixtures.people import People, Web

COACH = "/dashboard/coach"
FILES = [
    (f"{COACH}/planning.pdf", f"{COACH}/planning"),
    (f"{COACH}/setter.csv", f"{COACH}/setter"),
    ("/setter/import/erreurs.csv", f"{COACH}/setter/importer"),
    (f"{COACH}/clients.csv", f"{COACH}/clients"),
]


@pytest.mark.parametrize(("path", "page"), FILES)
@pytest.mark.parametrize("roles", [(), ("client",), ("admin",)])
async def test_nobody_else_gets_it(web: Web, people: People, path: str, page: str, roles: tuple[str, ...]) -> None:
    if roles:
        await web.sign_in(people.add(*roles))
    answer = await web.client.get(path)
    to = {(): f"/login?suite={page.replace('/', '%2F')}", ("client",): "/espace", ("admin",): "/admin"}[roles]
    assert (answer.status_code, answer.headers["location"]) == (303, to)
    assert answer.headers["cache-control"] == "no-store"


async def test_a_coach_gets_the_planning(web: Web, people: People) -> None:
    await web.sign_in(people.add("coach"))
    answer = await web.client.get(FILES[0][0], params={"vue": "semaine"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"].startswith('inline; filename="planning-')
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"%PDF-")
