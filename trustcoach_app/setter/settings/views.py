"""What the settings show."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class CostRow:
    """What one source cost in one month."""

    id: str
    month: str
    source: str
    amount: str


@dataclass(frozen=True)
class CostValues:
    """A cost as its form holds it when it opens."""

    month: str = ""
    source: str = ""
    amount: str = ""


@dataclass(frozen=True)
class SettingsView:
    """The whole page but its dialog."""

    minutes: str = ""
    costs: list[CostRow] = field(default_factory=list[CostRow])
    sources: list[str] = field(default_factory=list[str])
    """To choose from while typing."""
