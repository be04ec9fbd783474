"""Fetches one calendar: conditionally, with a limit on its size and its time, and only from where it may."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

import httpx

from trustcoach_app.integrations.calendar_feed.addresses import FeedProblem, Target, feed_url, resolve
from trustcoach_app.outgoing.network import OutsideTransactions

MOST_BYTES = 5 * 1024 * 1024
SECONDS = 15
"""For all of it; httpx alone would give up after five of silence."""

MOST_REDIRECTS = 3
LONGEST_ETAG, LONGEST_DATE = 300, 100
"""What is sent back with the next request."""

SENTENCES = {
    401: "Ce calendrier demande une connexion\u202f: utilisez son adresse secrète au format iCal.",
    403: "Ce calendrier refuse l’accès\u202f: utilisez son adresse secrète au format iCal.",
    404: "Ce calendrier n’existe plus à cette adresse.",
    410: "Ce calendrier n’existe plus à cette adresse.",
    429: "Le serveur de ce calendrier demande d’attendre.",
}


@dataclass(frozen=True)
class Fetched:
    """What came: the file, or None when it has not changed; and what to ask with the next time."""

    content: bytes | None
    etag: str = ""
    last_modified: str = ""


async def fetch_calendar(address: str, *, etag: str = "", last_modified: str = "") -> Fetched:
    """The calendar behind a private address. Raises FeedProblem; never inside a unit of work."""
    asked = {"If-None-Match": _plain(etag, LONGEST_ETAG), "If-Modified-Since": _plain(last_modified, LONGEST_DATE)}
    headers = {"Accept": "text/calendar", "Accept-Encoding": "identity", **{k: v for k, v in asked.items() if v}}
    try:
        async with (
            asyncio.timeout(SECONDS),
            httpx.AsyncClient(transport=OutsideTransactions(), timeout=SECONDS) as client,
        ):
            return await _follow(client, feed_url(address), headers)
    except (TimeoutError, httpx.TimeoutException):
        raise FeedProblem("Le serveur de ce calendrier ne répond pas à temps.") from None
    except httpx.HTTPError:
        raise FeedProblem("Le serveur de ce calendrier ne répond pas.") from None
    except (httpx.InvalidURL, ValueError, OverflowError):
        raise FeedProblem("Le serveur de ce calendrier envoie une réponse inattendue.") from None


async def _follow(client: httpx.AsyncClient, url: httpx.URL, headers: dict[str, str]) -> Fetched:
    """Each redirect is judged like the address itself."""
    for _ in range(MOST_REDIRECTS + 1):
        target = await resolve(url)
        async with client.stream(
            "GET",
            target.pinned,
            headers={**headers, "Host": _host_header(target)},
            extensions={"sni_hostname": target.url.host},
        ) as response:
            if not response.has_redirect_location:
                return await _read(response)
            url = feed_url(str(url.join(response.headers["location"])))
    raise FeedProblem("Cette adresse renvoie trop de fois ailleurs.")


def _plain(header: str, most: int) -> str:
    """What can be sent back as it came; else nothing, and the calendar is asked for as if for the first time."""
    return header if len(header) <= most and header.isascii() and header.isprintable() else ""


def _host_header(target: Target) -> str:
    return target.url.netloc.decode("ascii")


async def _read(response: httpx.Response) -> Fetched:
    """At most MOST_BYTES, as they come: nothing is unpacked, so that nothing small becomes large."""
    etag, date = (response.headers.get(name, "") for name in ("etag", "last-modified"))
    validators = (_plain(etag, LONGEST_ETAG), _plain(date, LONGEST_DATE))
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        return Fetched(None, *validators)
    if response.status_code != HTTPStatus.OK:
        usual = f"Le serveur de ce calendrier répond par une erreur ({response.status_code})."
        raise FeedProblem(SENTENCES.get(response.status_code, usual))
    if response.headers.get("content-encoding", "identity") != "identity":
        raise FeedProblem("Le serveur de ce calendrier envoie un format inattendu.")
    content = bytearray()
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > MOST_BYTES:
            raise FeedProblem("Ce calendrier dépasse 5 Mo.")
    return Fetched(bytes(content), *validators)
