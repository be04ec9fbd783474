"""What the wizard shows."""

from dataclasses import dataclass, field

from trustcoach_app.appointments.views import SlotOption
from trustcoach_app.choices import Option


@dataclass(frozen=True)
class TypeOption:
    """A type of session, as a card."""

    id: str
    name: str
    about: str
    description: str
    hue: str


@dataclass(frozen=True)
class SeriesDateRow:
    """One date of a series that is not free, and what can be done about it."""

    key: str
    name: str
    """Of its field."""
    label: str
    why: str
    options: list[Option]
    chosen: str = ""


@dataclass(frozen=True)
class DayCell:
    """One day of the small month. `value` is empty for the places before the first."""

    key: str
    value: str = ""
    number: str = ""
    label: str = ""
    is_free: bool = False
    is_past: bool = False
    is_today: bool = False


@dataclass(frozen=True)
class SlotGroup:
    """The free times of a part of the day."""

    name: str
    slots: list[SlotOption] = field(default_factory=list[SlotOption])


@dataclass(frozen=True)
class Month:
    """The small month: a cell per day."""

    title: str = ""
    first: str = ""
    cells: list[DayCell] = field(default_factory=list[DayCell])


@dataclass(frozen=True)
class DaySlots:
    """What is free on one day."""

    day: str = ""
    title: str = ""
    groups: list[SlotGroup] = field(default_factory=list[SlotGroup])
    chosen: str = ""
    """The free time that was asked for, if it is one."""
    other_hour: str = ""
    """The hour that was asked for, if it is not."""
    why: list[str] = field(default_factory=list[str])
    zone: str = ""
    next_day: str = ""
    """The next day with a free time, when this one has none; empty: none within a month."""
    next_words: str = ""
