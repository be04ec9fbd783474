"""What a list of actions shows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ActionLine:
    """One action of a client or of the coach."""

    id: str
    title: str
    owner: str
    """`Marie`, `Vous`"""
    when: str
    """`pour le 12 janv.`, `faite le 12 janv.`; empty where nobody said."""
    is_done: bool
    is_late: bool
    is_of_session: bool
    """It was agreed in one."""
    is_seen: bool
    """The client sees and ticks it."""
