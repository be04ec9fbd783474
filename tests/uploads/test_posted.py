"""The form that brings a file is read beside the loop, and only as far as a form of ours goes."""

import pytest

from tests.fixtures.people import Browsers, People
from tests.silence import silence

BOUNDARY = "x" * 20
PART = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f"\r\n\r\n\r\n'
FILE = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="fichier"; filename="a.csv"\r\n\r\n'
END = f"\r\n--{BOUNDARY}--\r\n"
MOST = 10 * 1024 * 1024

BODIES = {
    "parts": (PART * (MOST // len(PART)) + END, 400),
    "headers": (f"--{BOUNDARY}\r\n" + "a: b\r\n" * (MOST // 6) + END, 400),
    "almost ends": (FILE + f"\r\n--{BOUNDARY[1:]}" * (MOST // 24) + END, 303),
    "a file": (FILE + "a" * (MOST - 1000) + END, 303),
}


@pytest.mark.parametrize("name", BODIES)
async def test_others_go_on_while_the_largest_form_is_read(people: People, browsers: Browsers, name: str) -> None:
    browser = browsers.open()
    await browser.sign_in(people.add("coach"))
    headers = {**browser.headers, "content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    body, status = BODIES[name]
    async with silence() as found:
        answer = await browser.client.post("/setter/import", content=body.encode(), headers=headers)
    assert (answer.status_code, found.worked < 1.0) == (status, True)


@pytest.mark.parametrize("charset", ["punycode", '"punycode"', "idna", "utf-8"])
async def test_a_form_names_no_charset(people: People, browsers: Browsers, charset: str) -> None:
    """As punycode, a field of a megabyte took a thread minutes, and nobody could end it."""
    browser = browsers.open()
    await browser.sign_in(people.add("coach"))
    kind = f"multipart/form-data; boundary={BOUNDARY}; Charset={charset}"
    body = FILE + f'Prénom\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="f"\r\n\r\n' + "a" * 50_000 + END
    answer = await browser.client.post(
        "/setter/import", content=body.encode(), headers={**browser.headers, "content-type": kind}
    )
    assert answer.status_code == 415
