"""Which clients are looked at, as the page's address says it. Pure; whatever stands there, a filter comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from trustcoach_app.bookings.health import Health
from trustcoach_app.clients.present import CLIENTS
from trustcoach_app.cursors import LONGEST, Cursor, cursor_of
from trustcoach_app.inputs import clean_line
from trustcoach_app.models.clients import ClientStage

CSV_PATH = f"{CLIENTS}.csv"
LONGEST_SEARCH = 80


class Activity(StrEnum):
    """What the diary says of somebody, and whether they are put away."""

    ANY = ""
    AHEAD = "seance-prevue"
    NOTHING_AHEAD = "rien-de-prevu"
    ARCHIVED = "archives"


class Sort(StrEnum):
    """What comes first (decision 71)."""

    LAST = "derniere"
    NEXT = "prochaine"
    NAME = "nom"
    EARNED = "revenus"


@dataclass(frozen=True)
class ClientFilter:
    """What a client must be, and in which order they come."""

    search: str = ""
    health: Health | None = None
    stage: ClientStage | None = None
    activity: Activity = Activity.ANY
    tag: str = ""
    sort: Sort = Sort.LAST

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves anybody out who is not archived, or shows the archived ones."""
        return self.but(sort=Sort.LAST) != ClientFilter()

    def but(self, **changed: Any) -> "ClientFilter":
        """The same with some of it changed."""
        return replace(self, **changed)

    def href(self, path: str = CLIENTS, **cursor: Cursor) -> str:
        """Its address; `apres=` or `avant=` a row of the list."""
        said = {
            "q": self.search,
            "sante": self.health.value if self.health else "",
            "etape": self.stage.value if self.stage else "",
            "activite": self.activity.value,
            "etiquette": self.tag,
            "tri": "" if self.sort is Sort.LAST else self.sort.value,
            **{name: at.text for name, at in cursor.items()},
        }
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class ClientsAddress:
    """A filter, and where its page begins: after a row of the list, before one, or at the top."""

    filter: ClientFilter = field(default_factory=ClientFilter)
    after: Cursor | None = None
    before: Cursor | None = None


def clients_address_of(asked: Mapping[str, object]) -> ClientsAddress:
    """What an address or a form names; what cannot be taken is left out."""
    said = {name: clean_line(value[:LONGEST]) for name, value in asked.items() if isinstance(value, str)}
    wanted = ClientFilter(
        search=said.get("q", "")[:LONGEST_SEARCH],
        health=next((health for health in Health if health.value == said.get("sante")), None),
        stage=next((stage for stage in ClientStage if stage.value == said.get("etape")), None),
        activity=next((activity for activity in Activity if activity.value == said.get("activite")), Activity.ANY),
        tag=said.get("etiquette", "")[:LONGEST_SEARCH],
        sort=next((sort for sort in Sort if sort.value == said.get("tri")), Sort.LAST),
    )
    return ClientsAddress(wanted, cursor_of(said.get("apres", "")), cursor_of(said.get("avant", "")))
