"""What the dialog of a merge shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pair:
    """One thing of both. Where both have one and they differ, the coach chooses."""

    one: str = ""
    other: str = ""
    is_asked: bool = False


@dataclass(frozen=True)
class MergeView:
    """The two, and what will happen."""

    one: str = ""
    other: str = ""
    """Empty until it is known who the other is."""
    name: Pair = field(default_factory=Pair)
    email: Pair = field(default_factory=Pair)
    phone: Pair = field(default_factory=Pair)
    timezone: Pair = field(default_factory=Pair)
    stays: str = ""
    """Whose file stays, and why."""
    moves: list[str] = field(default_factory=list)
    """`12 séances`, `3 objectifs`: what comes over."""
