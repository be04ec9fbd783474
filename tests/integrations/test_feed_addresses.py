"""Where a calendar may be fetched from."""

import httpx
import pytest

from trustcoach_app.config import settings
from trustcoach_app.integrations.calendar_feed.addresses import FeedProblem, feed_url, is_allowed, resolve

OUR_OWN = (
    *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "172.31.255.255", "169.254.169.254", "0.0.0.0"),  # noqa: S104
    *("::1", "::", "fd00::1", "fe80::1%eth0", "fc00::1"),
)
SHARED_OR_RESERVED = (
    *("100.64.0.1", "192.0.0.1", "192.0.0.9", "192.0.0.170", "192.0.0.255", "192.0.2.1", "192.88.99.1"),
    *("198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1"),
    *("255.255.255.255", "fec0::1", "feff::1", "ff02::1", "ff0e::1", "100::1", "2001:db8::1", "3fff::1", "5f00::1"),
    *("2001:2::1", "2001:10::1", "2001:20::1", "4000::1"),
)
WRAPPED = (
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "::10.0.0.1", "::ffff:0:10.0.0.1", "::8.8.8.8"),
    *("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "64:ff9b:1:ffff::808:808"),
    *("2002:7f00:1::", "2002:808:808::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe", "2001:0:808:808::1"),
)
"""An IPv4 address inside an IPv6 one: mapped, compatible, translated, by NAT64, 6to4 and Teredo."""


@pytest.mark.parametrize("ip", [*OUR_OWN, *SHARED_OR_RESERVED, *WRAPPED])
def test_nothing_but_the_public_internet(ip: str, application: str) -> None:
    """Loopback, private, link-local with the cloud's metadata, what is reserved, and what hides one of them."""
    assert not is_allowed(ip)


@pytest.mark.parametrize(
    "ip",
    ["142.250.74.46", "1.1.1.1", "2a00:1450:4007:80e::200e", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)
def test_public_addresses_are_allowed(ip: str, application: str) -> None:
    """Of both kinds; and public IPv4 as a machine with IPv6 only sees it."""
    assert is_allowed(ip)


def test_loopback_counts_as_public_where_tests_say_so(monkeypatch: pytest.MonkeyPatch, application: str) -> None:
    monkeypatch.setattr(settings(), "local_feeds", True)
    assert [is_allowed(ip) for ip in ("127.0.0.1", "::1", "10.0.0.1")] == [True, True, False]


@pytest.mark.parametrize(
    "typed",
    ["http://example.org/a.ics", "file:///etc/passwd", "ftp://a/b", "", "https://", "a b", "HTTP://example.org/a"],
)
def test_only_https(typed: str, application: str) -> None:
    with pytest.raises(FeedProblem):
        feed_url(typed)


@pytest.mark.parametrize("scheme", ["webcal", "WEBCAL", "WebCal", "webcals", "WEBCALS", "https", "HTTPS"])
def test_schemes_are_written_as_one_likes(scheme: str, application: str) -> None:
    """webcal:// is https by another name, and schemes know no case (RFC 3986, 3.1)."""
    assert str(feed_url(f" {scheme}://example.org/a.ics?x=webcal://y ")) == "https://example.org/a.ics?x=webcal://y"


@pytest.mark.parametrize("port", ["99999", "65536", "0", "-1", "x", "443x"])
def test_a_port_that_is_none_is_refused(port: str, application: str) -> None:
    with pytest.raises(FeedProblem, match="pas valide"):
        feed_url(f"https://example.org:{port}/a.ics")


def test_a_port_of_its_own(application: str) -> None:
    assert feed_url("https://example.org:65535/a.ics").port == 65535


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f.1", "[::ffff:7f00:1]"])
async def test_a_name_of_our_own_network_is_refused(host: str, application: str) -> None:
    """However it is written."""
    with pytest.raises(FeedProblem):
        await resolve(feed_url(f"https://{host}/a.ics"))


async def test_an_address_that_came_from_elsewhere_is_judged_in_time(application: str) -> None:
    """Of a redirect, say: what the resolver cannot take is not a fault of ours."""
    for host in ("x" * 64 + ".example", "xn--0.example", ".."):
        with pytest.raises(FeedProblem):
            await resolve(httpx.URL(scheme="https", host=host, path="/"))
