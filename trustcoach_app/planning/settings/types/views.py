"""What the form of a type holds."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TypeValues:
    """A type as its form holds it when it opens."""

    name: str = ""
    minutes: str = "60"
    colour: str = "blue"
    price: str = ""
    description: str = ""
    modes: list[str] = field(default_factory=list[str])
    is_active: bool = True
