"""The words of the demo, out of texts/ and people/, as frozen values. French typography is put in here."""

import re
import tomllib
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from trustcoach_app.clients.keys import fold
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.people import BadgeLevel
from trustcoach_app.models.planning import AppointmentColour
from trustcoach_app.models.sessions import MomentKind

HERE = Path(__file__).parent
MAIL_DOMAIN = "courriel.example"
"""Reserved for examples (RFC 2606): nothing that a demo's user sends can reach anybody."""

COACHES = ("thomas", "marie", "elodie", "karim")
_NARROW = re.compile(" (?=[:;?!])")
"""Before these goes a narrow space that does not break; inside guillemets a wide one."""


@dataclass(frozen=True)
class MomentText:
    """A moment worth marking."""

    kind: MomentKind
    text: str


@dataclass(frozen=True)
class GoalText:
    """A goal, from where it starts to where it should lead."""

    title: str
    unit: str
    start: float
    target: float


@dataclass(frozen=True)
class Exchange:
    """What a client wrote, and the coach's answer."""

    client: str
    coach: str


@dataclass(frozen=True)
class KindText:
    """A type of session that a theme is booked as."""

    name: str
    colour: AppointmentColour


@dataclass(frozen=True)
class Theme:
    """What a coaching is about and what is said in it: one half of a theme's texts, so that two clients share none."""

    subject: str
    kind: KindText
    reason: str
    """One of those that every coach starts with."""
    summaries: tuple[str, ...]
    notes: tuple[str, ...]
    moments: tuple[MomentText, ...]
    goals: tuple[GoalText, ...]
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True)
class ClientText:
    """A client and their rhythm: every so many weeks on an ISO weekday, or only in the named weeks before the start."""

    name: str
    email: str
    phone: str
    price_cents: int
    theme: Theme | None = None
    weekday: int = 1
    hour: time = time(10)
    minutes: int = 60
    every: int = 0
    """Weeks between two sessions; 0: no rhythm."""
    from_week: int = 0
    to_week: int = 0
    """Weeks before the start of the demo between which they came; to 0: they still come."""
    weeks_ago: tuple[int, ...] = ()
    mode: BookingMode = BookingMode.REMOTE
    address: str = ""
    last_moment: str = ""
    unread: str = ""
    """A message that waits for the coach."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class CoachText:
    """A coach's account and profile."""

    email: str
    name: str
    slug: str
    specialty: str
    headline: str
    bio: str
    specialties: list[str]
    hourly_rate_cents: int
    city: str
    timezone: str
    badge: BadgeLevel


@dataclass(frozen=True)
class Practice:
    """A coach, the clients, and who joins next."""

    coach: CoachText
    clients: tuple[ClientText, ...]
    first_newcomer: ClientText | None

    def kinds(self) -> list[KindText]:
        """The types that the clients' themes are booked as, each once."""
        return list(dict.fromkeys(person.theme.kind for person in self.clients if person.theme))

    def newcomers(self) -> list[ClientText]:
        """New clients in the order in which they join: 401 at most, always the same ones."""
        names = read_words("people/newcomers")
        drawn = [f"{given} {family}" for given in names["given"] for family in names["family"]]
        Random(self.coach.slug).shuffle(drawn)  # noqa: S311  stable variety, not a secret
        others = [ClientText(name, _email(name), "", self.coach.hourly_rate_cents) for name in drawn]
        return [*filter(None, [self.first_newcomer]), *others]


@lru_cache(maxsize=1)
def practices() -> tuple[Practice, ...]:
    """Every practice of the demo, Thomas's first."""
    return tuple(_practice(read_words(f"people/{name}")) for name in COACHES)


def read_words(name: str) -> dict[str, Any]:
    """A file of texts/ or people/."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def typeset(text: str) -> str:
    """One line, with the no-break spaces that French punctuation wants."""
    line = " ".join(text.split())
    line = line.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    return _NARROW.sub("\u202f", line)


def _practice(said: dict[str, Any]) -> Practice:
    coach = dict(said["coach"])
    rate, badge = 100 * coach.pop("hourly_rate"), BadgeLevel(coach.pop("badge"))
    newcomer = said.get("newcomer")
    return Practice(
        coach=CoachText(hourly_rate_cents=rate, badge=badge, **coach),
        clients=tuple(_person(client) for client in said.get("clients", [])),
        first_newcomer=newcomer and ClientText(newcomer["name"], _email(newcomer["name"]), "", 100 * newcomer["price"]),
    )


def _person(said: dict[str, Any]) -> ClientText:
    said = dict(said)
    return ClientText(
        email=said.pop("email", None) or _email(said["name"]),
        price_cents=100 * said.pop("price"),
        theme=_theme(said.pop("theme"), said.pop("half", 0)),
        hour=time.fromisoformat(said.pop("hour")),
        weeks_ago=tuple(said.pop("weeks_ago", ())),
        mode=BookingMode(said.pop("mode", "remote")),
        unread=typeset(said.pop("unread", "")),
        tags=tuple(said.pop("tags", ())),
        **said,
    )


def _email(name: str) -> str:
    return f"{fold(name).replace(' ', '.')}@{MAIL_DOMAIN}"


def _theme(name: str, half: int) -> Theme:
    said = read_words(f"texts/{name}")
    kinds = [MomentKind(kind) for kind in said["moments"]]
    moments = [MomentText(kind, typeset(text)) for kind in kinds for text in said["moments"][kind.value][half::2]]
    exchanges = [Exchange(typeset(row["client"]), typeset(row["coach"])) for row in said["messages"]]
    return Theme(
        subject=said["subject"],
        kind=KindText(said["kind"]["name"], AppointmentColour(said["kind"]["colour"])),
        reason=said["reason"],
        summaries=tuple(typeset(text) for text in said["summaries"][half::2]),
        notes=tuple(typeset(text) for text in said["notes"][half::2]),
        moments=tuple(moments),
        goals=tuple(GoalText(row["title"], row["unit"], row["from"], row["to"]) for row in said["goals"]),
        exchanges=tuple(exchanges[half::2]),
    )
