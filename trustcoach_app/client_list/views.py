"""What the list of clients shows."""

from dataclasses import dataclass, field

from trustcoach_app.choices import Chip, Option
from trustcoach_app.clients.views import Reach


@dataclass(frozen=True)
class ClientCard:
    """One client in the list."""

    id: str
    name: str
    initials: str
    tone_index: int
    health: str
    """The value of a Health."""
    why: str
    """`Dernière séance il y a 23 jours, rien de prévu`"""
    is_ahead: bool
    about: list[str]
    """`8 séances`, `640 €`"""
    goal: str
    tags: list[str]
    is_prospect: bool
    is_archived: bool
    reach: Reach


@dataclass(frozen=True)
class ClientsView:
    """One page of the list, and where one can go from it."""

    title: str = "Mes clients"
    """`Mes clients (12)`"""
    cards: list[ClientCard] = field(default_factory=list)
    summary: str = ""
    """`12 clients`, `3 clients trouvés`."""
    health: list[Chip] = field(default_factory=list)
    search: str = ""
    stage: str = ""
    activity: str = ""
    tag: str = ""
    sort: str = ""
    tags: list[Option] = field(default_factory=list)
    more_filters: str = ""
    """`2` of the folded filters are set; empty when none is."""
    csv_href: str = ""
    """The file of all that the filter finds."""
    before_href: str = ""
    after_href: str = ""
    is_filtered: bool = False
    has_clients: bool = False
    is_archive: bool = False
    """Those who are put away are looked at."""
