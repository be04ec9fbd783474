"""What the list of leads shows."""

from dataclasses import dataclass, field

from trustcoach_app.choices import Chip, Option


@dataclass(frozen=True)
class LeadRow:
    """One lead in the list."""

    id: str
    href: str
    name: str
    username: str
    """With its @; empty when the name is it, or unknown."""
    initials: str
    tone_index: int
    status: str
    status_tone: str
    priority: str
    """`Priorité haute`; empty when nobody waits for a message."""
    priority_tone: str
    source: str
    last: str
    """`Reçu il y a 2 heures`; empty without any message."""
    last_is_in: bool
    messages_in: str
    messages_out: str
    messages: str
    """`1 reçu, 3 envoyés`"""
    deal: str
    tags: list[str]


@dataclass(frozen=True)
class LeadsView:
    """One page of the list, and where one can go from it."""

    rows: list[LeadRow] = field(default_factory=list)
    summary: str = ""
    """`1 240 leads`, `3 leads trouvés`, `Plus de 2 000 leads trouvés`."""
    statuses: list[Chip] = field(default_factory=list)
    follow_up: Chip = field(default_factory=lambda: Chip("relance", "", "", "", is_chosen=False))
    search: str = ""
    source: str = ""
    tag: str = ""
    job: str = ""
    reason: str = ""
    fact: str = ""
    first: str = ""
    last: str = ""
    sources: list[Option] = field(default_factory=list)
    tags: list[Option] = field(default_factory=list)
    more_filters: str = ""
    """`2` of the folded filters are set; empty when none is."""
    csv_href: str = ""
    """The file of all that the filter finds."""
    newer_href: str = ""
    older_href: str = ""
    is_filtered: bool = False
