"""Where a calendar may be fetched from: public hosts over https, never a machine of our own network (SSRF).

The name is resolved once, every address it has is judged, and the connection goes to one of those: a name that answers
differently a moment later leads nowhere else.
"""

import asyncio
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

from trustcoach_app.config import settings
from trustcoach_app.errors import TrustCoachError

LONGEST_ADDRESS = 2000
MOST_PORT = 65535

_NAT64 = IPv6Network("64:ff9b::/96")
"""What a gateway makes of a public IPv4 address, for a machine that has IPv6 only (RFC 6052)."""

_PUBLIC = IPv6Network("2000::/3")
"""All of IPv6 that is given out to anybody; what else there is leads somewhere near."""

_NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
            *("203.0.113.0/24", "224.0.0.0/3"),
            *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
        ),
    )
)
"""IANA's special-purpose registries within what looks public: Python's own list differs by version. 2001::/23 holds
Teredo and 2002::/16 is 6to4, which wrap any IPv4 address."""


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
        url = httpx.URL(typed.strip())
        if url.scheme in ("webcal", "webcals"):
            url = url.copy_with(scheme="https")
    except (httpx.InvalidURL, TypeError, ValueError):
        raise FeedProblem("Cette adresse n’est pas valide.") from None
    if not url.host or len(typed) > LONGEST_ADDRESS or url.userinfo or not _is_port(url.port):
        raise FeedProblem("Cette adresse n’est pas valide.")
    if url.scheme != "https" and not (_is_test() and url.scheme == "http"):
        raise FeedProblem("L’adresse doit commencer par https://.")
    return url


def _is_port(port: int | None) -> bool:
    """None: the scheme's own."""
    return port is None or 0 < port <= MOST_PORT


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
    inner = _inside(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        return is_allowed(str(inner))
    return _is_public(address) or (_is_test() and address.is_loopback)


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that is meant by one that stands for it: mapped, or translated by a NAT64 gateway."""
    return address.ipv4_mapped or (IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    is_given_out = isinstance(address, IPv4Address) or address in _PUBLIC
    return is_given_out and address.is_global and not any(address in network for network in _NOT_PUBLIC)


def _is_test() -> bool:
    return settings().environment == "test" and settings().local_feeds
