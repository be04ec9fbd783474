"""What the block at the top of the setter's page shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DueLeadRow:
    """One lead to follow up."""

    id: str
    href: str
    name: str
    username: str
    """With its @; empty when the name is it, or unknown."""
    instagram_href: str
    initials: str
    tone_index: int
    reason: str
    silence: str
    """`3 jours`, `aujourd’hui`."""
    status: str
    status_tone: str
    priority: str
    priority_tone: str


@dataclass(frozen=True)
class NewsRow:
    """One line of what changed, and where it leads."""

    key: str
    text: str
    href: str


@dataclass(frozen=True)
class TodayView:
    """All of it but the figures of money, which are those of their section."""

    rows: list[DueLeadRow] = field(default_factory=list[DueLeadRow])
    summary: str = ""
    """`12 leads à relancer : 3 en priorité haute, 9 en priorité moyenne`; empty when there is nobody."""
    more: str = ""
    """`10 de plus`; empty when all are shown, or as many as the page shows."""
    every: str = ""
    """`Voir les 240 leads`, beyond what the page shows."""
    forgotten: list[DueLeadRow] = field(default_factory=list[DueLeadRow])
    """Empty while they are folded."""
    forgotten_label: str = ""
    """`12 leads sans contact depuis plus de 30 jours`; empty when there is none."""
    forgotten_more: str = ""
    is_unfolded: bool = False
    since: str = ""
    """`depuis le lundi 12 janvier`"""
    news: list[NewsRow] = field(default_factory=list[NewsRow])
