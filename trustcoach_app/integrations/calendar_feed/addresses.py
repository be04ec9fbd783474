"""Where a calendar may be fetched from: public hosts over https, never a machine of our own network (SSRF).

The name is resolved once, every address it has is judged, and the connection goes to one of those: a name that answers
differently a moment later leads nowhere else.
"""

import asyncio
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from trustcoach_app.config import settings
from trustcoach_app.errors import TrustCoachError

LONGEST_ADDRESS = 2000

_NAT64 = IPv6Network("64:ff9b::/96")


class FeedProblem(TrustCoachError):
    """A calendar could not be fetched; a French sentence for the coach, without the address."""


@dataclass(frozen=True)
class Target:
    """Where to connect for a URL: an address of its host that was judged."""

    url: httpx.URL
    ip: str

    @property
    def pinned(self) -> httpx.URL:
        """The same URL, by address."""
        return self.url.copy_with(host=self.ip)


def feed_url(typed: str) -> httpx.URL:
    """The URL of a private .ics address; webcal:// means https://. Raises FeedProblem."""
    try:
        url = httpx.URL(typed.strip().replace("webcal://", "https://", 1))
    except (httpx.InvalidURL, TypeError, ValueError):
        raise FeedProblem("Cette adresse n’est pas valide.") from None
    if not url.host or len(typed) > LONGEST_ADDRESS or url.userinfo:
        raise FeedProblem("Cette adresse n’est pas valide.")
    if url.scheme != "https" and not (_is_test() and url.scheme == "http"):
        raise FeedProblem("L’adresse doit commencer par https://.")
    return url


async def resolve(url: httpx.URL) -> Target:
    """A public address of the URL's host. Raises FeedProblem when the host has none, or any other."""
    try:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FeedProblem("Le serveur de ce calendrier est introuvable.") from None
    ips = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not ips or not all(map(is_allowed, ips)):
        raise FeedProblem("Cette adresse ne mène pas à un serveur public.")
    return Target(url, ips[0])


def is_allowed(ip: str) -> bool:
    """Whether an address is one of the public internet; in tests, loopback is too."""
    address = ip_address(ip.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1] or _translated(address)
        if inner is not None:
            return is_allowed(str(inner))
    return (address.is_global and not address.is_multicast) or (_is_test() and address.is_loopback)


def _translated(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a NAT64 gateway reaches under an IPv6 one (RFC 6052)."""
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def _is_test() -> bool:
    return settings().environment == "test" and settings().local_feeds
