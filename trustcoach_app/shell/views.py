"""What the frame shows, ready to be read."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Viewer:
    """The signed-in person, as the frame shows them."""

    name: str = ""
    initials: str = ""
    email: str = ""
    role_label: str = ""
    tone_index: int = 0
    roles: list[tuple[str, str]] = field(default_factory=list)
    """(label, path) of the other spaces this person may enter."""
    role: str = ""
    """coach, admin, client or sponsor: whose navigation a page shows that belongs to no role."""
    photo: str = ""
    """The address of the photo that a coach chose; empty without one."""


@dataclass(frozen=True)
class Toast:
    """One piece of news at the corner."""

    id: str
    text: str
    tone: str = "neutral"
    action_label: str = ""
    second_label: str = ""
    """Something else to do about it, beside the first."""
