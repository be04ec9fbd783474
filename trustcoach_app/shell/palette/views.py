"""What the palette shows of what was found."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FoundRow:
    """One thing to open. `hint` tells namesakes apart."""

    key: str
    label: str
    hint: str
    href: str
    initials: str
    tone_index: int


@dataclass(frozen=True)
class Found:
    """The rows, and the question to which they are the answer."""

    question: str = ""
    rows: list[FoundRow] = field(default_factory=list[FoundRow])
