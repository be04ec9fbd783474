"""What changed since yesterday, in words: the same on the page and in the mail of the morning. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from trustcoach_app.formats import long_day
from trustcoach_app.setter.figures.present.amounts import cents, number
from trustcoach_app.setter.figures.sums import Exact
from trustcoach_app.setter.follow_up import FORGOTTEN_AFTER, Priority
from trustcoach_app.setter.leads.address import PATH, LeadFact

QUIET = "Rien de nouveau depuis hier."
SUBJECT = "Votre setter\u00a0: ce qui a changé depuis hier"
URGENCY = {
    Priority.HIGH: "en priorité haute",
    Priority.MEDIUM: "en priorité moyenne",
    Priority.LOW: "en priorité basse",
}


@dataclass(frozen=True)
class LeadsWaiting:
    """Who waits for a message of ours now."""

    due: Mapping[Priority, int] = field(default_factory=dict[Priority, int])
    """Those who are listed, by priority."""
    forgotten: int = 0
    """Those who are silent for so long that they are not."""
    returned: int = 0
    """How many of all of them are lost, and wrote after the loss."""

    @property
    def listed(self) -> int:
        """How many are listed."""
        return sum(self.due.values())


@dataclass(frozen=True)
class Changes:
    """What happened in the days from `since` on, by the practice's days; and who waits now."""

    since: date
    """The practice's yesterday."""
    leads: int = 0
    writers: int = 0
    """Leads who wrote."""
    qualified: int = 0
    booked: int = 0
    held: int = 0
    missed: int = 0
    """Calls to which nobody came."""
    won: int = 0
    lost: int = 0
    revenue_cents: Exact = 0
    waiting: LeadsWaiting = field(default_factory=LeadsWaiting)


@dataclass(frozen=True)
class DigestLine:
    """One thing that changed, and the leads behind it."""

    key: str
    text: str
    href: str


@dataclass(frozen=True)
class Digest:
    """The mail of a morning: whoever sends it adds the greeting and the link."""

    subject: str
    lines: list[str]
    """Each a sentence; never empty."""
    has_news: bool
    """Whether anything changed, or anybody waits."""


def digest_of(changes: Changes) -> Digest:
    """The whole of it in sentences. Nothing changed is said too."""
    news = [f"{line.text}." for line in lines_of(changes)]
    waiting = waiting_words(changes.waiting)
    lines = [f"Depuis le {long_day(changes.since)}\u00a0:", *(news or [QUIET]), *([f"{waiting}."] if waiting else [])]
    return Digest(SUBJECT, lines, has_news=bool(news or waiting))


def lines_of(changes: Changes) -> list[DigestLine]:
    """What changed, in the order of the pipeline; nothing of what did not."""
    return list(_lines(changes))


def _lines(changes: Changes) -> Iterator[DigestLine]:
    since = changes.since
    for key, count, one, many, fact in (
        ("leads", changes.leads, "nouveau lead", "nouveaux leads", LeadFact.CREATED),
        ("writers", changes.writers, "lead a écrit", "leads ont écrit", None),
        ("qualified", changes.qualified, "lead qualifié", "leads qualifiés", LeadFact.QUALIFIED),
        ("booked", changes.booked, "call réservé", "calls réservés", LeadFact.BOOKED),
        ("held", changes.held, "call tenu", "calls tenus", LeadFact.HELD),
        ("missed", changes.missed, "absence à un call", "absences à un call", LeadFact.NO_SHOW),
        ("won", changes.won, "lead gagné", "leads gagnés", LeadFact.WON),
        ("lost", changes.lost, "lead perdu", "leads perdus", LeadFact.LOST),
    ):
        if count:
            money = f"\u00a0: {cents(changes.revenue_cents)}" if key == "won" and changes.revenue_cents else ""
            yield DigestLine(key, counted(count, one, many) + money, _href(fact, since))


def _href(fact: LeadFact | None, since: date) -> str:
    """Its leads; of who wrote the whole list, in which the latest active come first."""
    return f"{PATH}?{urlencode({'fait': fact.value, 'du': since.isoformat()})}" if fact else PATH


def waiting_words(waiting: LeadsWaiting) -> str:
    """`12 leads à relancer : 3 en priorité haute, 9 en priorité basse`; empty when nobody is."""
    if not waiting.listed:
        return ""
    parts = [f"{number(count)} {URGENCY[how]}" for how, count in waiting.due.items() if count]
    back = f", dont {counted(waiting.returned, 'a écrit', 'ont écrit')} après la perte" if waiting.returned else ""
    return f"{counted(waiting.listed, 'lead à relancer', 'leads à relancer')}\u00a0: {', '.join(parts)}{back}"


def forgotten_words(waiting: LeadsWaiting) -> str:
    """`12 leads sans contact depuis plus de 30 jours`; empty when there is none."""
    leads = counted(waiting.forgotten, "lead", "leads")
    return f"{leads} sans contact depuis plus de {FORGOTTEN_AFTER.days}\u00a0jours" if waiting.forgotten else ""


def counted(count: int, one: str, many: str) -> str:
    """`1 lead`, `1 240 leads`; in French 0 and 1 take the singular."""
    return f"{number(count)} {one if count < 2 else many}"
