"""Who knocks: the address, the browser and its cookies, as far as a request can be believed."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection

from trustcoach_app.config import settings

UNKNOWN_NETWORK = "unknown"


@dataclass(frozen=True)
class Visitor:
    """One browser at the door. `ip` is None where the server was reached without one, by a unix socket."""

    ip: str | None
    user_agent: str
    cookies: str
    """The Cookie header as it came."""

    @property
    def network(self) -> str:
        """What throttling counts as one place."""
        return network_of(self.ip or "")


def network_of(ip: str) -> str:
    """An IPv4 address, or the /64 that one IPv6 subscriber has; UNKNOWN_NETWORK of what is neither."""
    try:
        address = ip_address(ip)
    except ValueError:
        return UNKNOWN_NETWORK
    return str(ip_network((address, 64), strict=False) if isinstance(address, IPv6Address) else address)


def visitor_of(request: HTTPConnection) -> Visitor:
    """The visitor of a request. Forwarded addresses count only through `trusted_proxy_hops` proxies of our own."""
    forwarded = ",".join(request.headers.getlist("x-forwarded-for"))
    peer = request.client.host if request.client else ""
    return Visitor(
        ip=_client_ip(peer, forwarded, settings().trusted_proxy_hops),
        user_agent=_printable(request.headers.get("user-agent", "")),
        cookies="; ".join(request.headers.getlist("cookie")),
    )


def _client_ip(peer: str, forwarded: str, hops: int) -> str | None:
    """The address that the outermost trusted proxy saw; the peer's own without proxies. None when it is not one."""
    chain = [part.strip() for part in forwarded.split(",") if part.strip()]
    named = chain[-hops] if 0 < hops <= len(chain) else peer
    try:
        address = ip_address(named)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address).partition("%")[0]


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:300]
