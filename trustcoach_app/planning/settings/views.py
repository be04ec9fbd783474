"""What the settings show."""

from dataclasses import dataclass, field

from trustcoach_app.choices import Option
from trustcoach_app.planning.settings.absence.views import AbsenceRow


@dataclass(frozen=True)
class Tab:
    """One part of the settings."""

    key: str
    label: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class TypeRow:
    """One type of session."""

    id: str
    name: str
    about: str
    description: str
    modes: str
    hue: str
    is_active: bool


@dataclass(frozen=True)
class ReasonRow:
    """One reason."""

    id: str
    label: str


@dataclass(frozen=True)
class RangeRow:
    """One weekly range."""

    id: str
    label: str
    validity: str


@dataclass(frozen=True)
class WeekdayRow:
    """One weekday with its ranges."""

    number: str
    name: str
    ranges: list[RangeRow] = field(default_factory=list[RangeRow])


@dataclass(frozen=True)
class DateRow:
    """A date with other hours."""

    key: str
    title: str
    detail: str


@dataclass(frozen=True)
class RuleValues:
    """The rules as their form holds them."""

    buffer_before: str = ""
    buffer_after: str = ""
    notice: str = ""
    horizon: str = ""
    interval: str = ""
    most: str = ""
    country: str = ""
    revision: str = ""
    """Says which values these are: the form starts afresh when they change."""


@dataclass(frozen=True)
class PreviewDay:
    """What a client would be offered on one day, or why nothing."""

    key: str
    name: str
    times: list[str] = field(default_factory=list[str])
    why: list[str] = field(default_factory=list[str])


@dataclass(frozen=True)
class SetupView:
    """The whole page but its dialogs."""

    tabs: list[Tab] = field(default_factory=list[Tab])
    tab: str = ""
    zone: str = ""
    types: list[TypeRow] = field(default_factory=list[TypeRow])
    archived_types: list[TypeRow] = field(default_factory=list[TypeRow])
    reasons: list[ReasonRow] = field(default_factory=list[ReasonRow])
    archived_reasons: list[ReasonRow] = field(default_factory=list[ReasonRow])
    week: list[WeekdayRow] = field(default_factory=list[WeekdayRow])
    dates: list[DateRow] = field(default_factory=list[DateRow])
    absences: list[AbsenceRow] = field(default_factory=list[AbsenceRow])
    rules: RuleValues = RuleValues()
    type_options: list[Option] = field(default_factory=list[Option])
    previewed: str = ""
    preview: list[PreviewDay] = field(default_factory=list[PreviewDay])
