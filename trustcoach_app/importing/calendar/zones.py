"""Which zone a TZID means: by its name, its definition in the file, or the offset that it names. Pure.

Programs write the names of IANA with all that goes before them, those of Windows, what Windows shows for them in its
list of zones, and offsets. A zone that none of it explains is no zone of anybody's: its event is listed.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from trustcoach_app.importing.calendar.content_lines import ContentLine
from trustcoach_app.importing.calendar.definitions import defined_zone, location_of, name_of
from trustcoach_app.importing.calendar.values import BadValue
from trustcoach_app.inputs import zone_names
from trustcoach_app.names import fold
from trustcoach_app.uploads.fields import bare

_OFFSET = re.compile(r"(?<![\d:])([+\-−])\s?(\d{1,2})(?:[:.h]?(\d\d))?(?![\d:])")
_ONLY_OFFSET = re.compile(r"(?:utc|gmt|z)?\s*[+\-−]\s?\d{1,2}(?:[:.h]?\d\d)?", re.IGNORECASE)
_UTC = frozenset(("utc", "gmt", "z", "zulu", "greenwich mean time", "coordinated universal time", "utc z"))
_COUNTRIES = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "atlantic": "America/Halifax",
    "newfoundland": "America/St_Johns",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "arizona": "America/Phoenix",
    "indiana east": "America/Indiana/Indianapolis",
    "saskatchewan": "America/Regina",
}
"""What Windows calls the zones of North America, which it names after no city."""

_FRENCH = {
    "bruxelles": "brussels",
    "copenhague": "copenhagen",
    "londres": "london",
    "lisbonne": "lisbon",
    "athenes": "athens",
    "berne": "zurich",
    "bern": "zurich",
    "vienne": "vienna",
    "varsovie": "warsaw",
    "moscou": "moscow",
    "le caire": "cairo",
    "alger": "algiers",
    "geneve": "zurich",
}


class UnknownZone(BadValue):
    """A TZID that means nothing."""


class Zones:
    """The zones of one calendar. `floating` is that of times without a zone, `home` the coach's."""

    def __init__(self, definitions: Iterable[Sequence[ContentLine]], floating: ZoneInfo, home: ZoneInfo) -> None:
        self._definitions = {bare(name_of(lines)).casefold(): lines for lines in definitions}
        self._floating, self._home = floating, home
        self._known: dict[str, tzinfo | None] = {}

    def of(self, tzid: str) -> tzinfo:
        """The zone of a TZID. Raises UnknownZone."""
        name = bare(tzid.strip("\"'"))
        if not name:
            return self._floating
        if name not in self._known:
            self._known[name] = self._found(name)
        found = self._known[name]
        if found is None:
            raise UnknownZone(f"Son fuseau horaire n’est pas connu : « {name[:60]} ».")
        return found

    def _found(self, name: str) -> tzinfo | None:
        lines = self._definitions.get(name.casefold(), ())
        named = by_name(name) or by_name(location_of(lines))
        return named or defined_zone(lines) or _by_words(name) or _by_two_offsets(name, self._home)


def by_name(name: str) -> ZoneInfo | None:
    """`Europe/Paris` whatever goes before it, `Romance Standard Time`, `Eastern Standard Time 1`."""
    parts = name.split("/")
    known = _iana()
    for start in range(len(parts)):
        if found := known.get("/".join(parts[start:]).casefold()):
            return ZoneInfo(found)
    plain = re.sub(r"\s+\d+$", "", name).casefold().replace("daylight time", "standard time")
    windows = _windows().get(plain)
    return ZoneInfo(windows) if windows else None


@lru_cache(maxsize=1)
def _iana() -> dict[str, str]:
    return {name.casefold(): name for name in sorted(zone_names()) if name not in ("Factory", "localtime")}


@lru_cache(maxsize=1)
def _windows() -> dict[str, str]:
    return {name.casefold(): olson for name, olson in WINDOWS_TO_OLSON.items() if olson in zone_names()}


def _by_words(name: str) -> tzinfo | None:
    """`(UTC-05:00) Eastern Time (US & Canada)`, `(GMT+01.00) Paris/Madrid`, `GMT-0500`, `tzone://Microsoft/Utc`."""
    offsets = _offsets(name)
    words = fold(_OFFSET.sub(" ", name)).replace("utc ", " ").replace("gmt ", " ").strip()
    if fold(name.rpartition("/")[2]) in _UTC:
        return UTC
    if _ONLY_OFFSET.fullmatch(name.strip("() ")):
        return timezone(offsets[0]) if offsets else None
    country = next((zone for start, zone in _COUNTRIES.items() if re.match(rf"{start}( time| standard|$)", words)), "")
    if country and (not offsets or _has_offset(country, offsets[0])):
        return ZoneInfo(country)
    if len(offsets) != 1:
        return None
    city = next((zone for zone in _of_cities(name) if _has_offset(zone, offsets[0])), "")
    return ZoneInfo(city) if city else timezone(offsets[0])


def _by_two_offsets(name: str, home: ZoneInfo) -> tzinfo | None:
    """`GMT +0100 (Standard) / GMT +0200 (Daylight)` may be anybody's; it is the coach's if hers has the two."""
    offsets = _offsets(name)
    return home if len(offsets) == 2 and set(offsets) == _year(home) else None


def _offsets(name: str) -> list[timedelta]:
    found = [(sign, int(hours), int(minutes or 0)) for sign, hours, minutes in _OFFSET.findall(name)]
    return [
        (1 if sign == "+" else -1) * timedelta(hours=hours, minutes=minutes)
        for sign, hours, minutes in found
        if hours <= 14 and minutes < 60
    ]


def _of_cities(name: str) -> Iterable[str]:
    """Zones that are named after a city of the name."""
    for part in re.split(r"[,/;()]", name):
        city = fold(part).replace(" ", "_")
        yield from _cities().get(_FRENCH.get(city.replace("_", " "), city), ())


@lru_cache(maxsize=1)
def _cities() -> dict[str, list[str]]:
    cities: dict[str, list[str]] = {}
    for name in sorted(zone_names()):
        area, _, city = name.rpartition("/")
        if area and not area.startswith(("Etc", "posix", "right", "SystemV")):
            cities.setdefault(city.casefold(), []).append(name)
    return cities


def _has_offset(zone: str, offset: timedelta) -> bool:
    return offset in _year(ZoneInfo(zone))


def _year(zone: ZoneInfo) -> set[timedelta]:
    """The offsets of winter and summer."""
    return {datetime(2026, month, 1, tzinfo=zone).utcoffset() or timedelta() for month in (1, 7)}
