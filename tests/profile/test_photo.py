"""A photo: made anew from its pixels, small, seen by the coach and her clients, by nobody else."""

import io
from typing import Any

import psutil
import pytest
from PIL import Image, ImageDraw

from tests.fixtures.people import Browsers, People, Person, Web
from tests.silence import silence
from trustcoach_app.profile.pictures import SIDE
from trustcoach_app.uploads import bounded

PATH = "/profil/photo"


def picture(kind: str = "JPEG", size: tuple[int, int] = (800, 600), **options: Any) -> bytes:
    """The left half red, the right half blue."""
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, size[0], size[1]), fill="blue")
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


async def sent(web: Web, content: bytes, **headers: str) -> Any:
    """The form of the page."""
    return await web.client.post(PATH, files={"fichier": ("moi.jpg", content)}, headers={**web.headers, **headers})


@pytest.fixture
async def coach(people: People, browsers: Browsers) -> tuple[Person, Web]:
    """A coach, signed in."""
    person, web = people.add("coach"), browsers.open()
    await web.sign_in(person)
    return person, web


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
async def test_whatever_it_was_it_becomes_a_small_square(coach: tuple[Person, Web], kind: str) -> None:
    _, web = coach
    assert (await sent(web, picture(kind))).headers["location"] == "/dashboard/coach/parametres"
    answer = await web.client.get(PATH)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    with Image.open(io.BytesIO(answer.content)) as kept:
        assert (kept.format, kept.size) == ("WEBP", (SIDE, SIDE))


async def test_it_stands_upright_and_says_nothing_of_where_it_was_taken(coach: tuple[Person, Web]) -> None:
    _, web = coach
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Apple"
    await sent(web, picture(exif=exif))
    with Image.open(io.BytesIO((await web.client.get(PATH)).content)) as kept:
        assert not kept.getexif()
        top, bottom = kept.convert("RGB").getpixel((160, 10)), kept.convert("RGB").getpixel((160, 310))
    assert (top[0] > 200, bottom[2] > 200) == (True, True)  # type: ignore[index]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "illisible"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 200, "illisible"),
        (b"", "illisible"),
        (picture()[:2000], "illisible"),
        (picture("PNG", (8000, 7000)), "immense"),
    ],
)
async def test_what_is_no_photo_is_said_and_not_kept(
    coach: tuple[Person, Web], people: People, content: bytes, why: str
) -> None:
    person, web = coach
    assert (await sent(web, content)).headers["location"] == f"/dashboard/coach/parametres?photo={why}"
    assert people.value("SELECT count(*) FROM coach_photos WHERE coach_id = %s", person.coach_id) == 0


def many_scans(side: int, count: int) -> bytes:
    """A progressive JPEG, with a great many scans of a few bytes each that say that nothing changes."""
    plain = io.BytesIO()
    Image.new("L", (side, side), 128).save(plain, "JPEG", progressive=True)
    before, first = plain.getvalue().split(b"\xff\xda")[:2]
    nothing_changes = b"\xff\xc4\x00\x14\x10\x01" + bytes(15) + b"\xe0"
    runs = -(-((side // 8 + 1) ** 2) // 32_767)
    bits = ("0" + "1" * 14) * runs
    whole = bits + "1" * (-len(bits) % 8)
    data = int(whole, 2).to_bytes(len(whole) // 8, "big").replace(b"\xff", b"\xff\x00")
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x00" + data
    return before + b"\xff\xda" + first.partition(b"\xff\xc4")[0] + nothing_changes + scan * count + b"\xff\xd9"


async def test_one_that_takes_for_ever_is_ended_and_others_go_on(
    coach: tuple[Person, Web], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 10 ms a scan it held a thread for twenty minutes, and both places of everybody's photos with a second one."""
    monkeypatch.setattr(bounded, "PATIENCE", 3.0)
    async with silence() as found:
        answer = await sent(coach[1], many_scans(7000, 100_000))
    assert (answer.headers["location"].partition("=")[2], found.worked < 1.0) == ("immense", True)
    assert "bounded" not in " ".join(" ".join(child.cmdline()) for child in psutil.Process().children())


async def test_the_largest_that_is_taken_takes_no_memory_of_ours_and_holds_nobody(coach: tuple[Person, Web]) -> None:
    """36 bytes of WebP took a gigabyte, and the loop for half a second."""
    before, largest = psutil.Process().memory_info().rss, picture("WEBP", (7000, 7000), lossless=True, method=0)
    async with silence() as found:
        answer = await sent(coach[1], largest)
    grown = psutil.Process().memory_info().rss - before
    assert (answer.headers["location"], found.worked < 0.3, grown < 2**27) == (
        "/dashboard/coach/parametres",
        True,
        True,
    )


async def test_too_many_bytes_are_not_even_read(coach: tuple[Person, Web]) -> None:
    assert (await sent(coach[1], b"x" * (10 * 1024 * 1024 + 20_000))).status_code == 413


async def test_her_clients_see_it_and_nobody_else_does(
    coach: tuple[Person, Web], people: People, browsers: Browsers
) -> None:
    person, web = coach
    await sent(web, picture())
    client, stranger, other, nobody = people.add("client"), people.add("client"), people.add("coach"), browsers.open()
    people.owner.execute(
        "INSERT INTO clients (coach_id, id, user_id, name, phone, timezone, search_key, sort_key) "
        "VALUES (%s, gen_random_uuid(), %s, 'Marie', '', 'Europe/Paris', '', '')",
        (person.coach_id, client.id),
    )
    seen = {}
    for who in (client, stranger, other):
        browser = browsers.open()
        await browser.sign_in(who)
        seen[who] = (await browser.client.get(PATH, params={"coach": str(person.coach_id)})).status_code
    assert seen == {client: 200, stranger: 404, other: 404}
    assert (await nobody.client.get(PATH, params={"coach": str(person.coach_id)})).status_code == 404
    assert (await web.client.get(PATH, params={"coach": "x' OR 1=1"})).status_code == 200


async def test_another_site_cannot_change_it(coach: tuple[Person, Web]) -> None:
    assert (await sent(coach[1], picture(), origin="https://evil.example")).status_code == 403
