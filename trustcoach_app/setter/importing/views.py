"""What the page of the setter's imports shows, already in words."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class LeadImportCount:
    """One count of the dry run."""

    label: str
    value: str


@dataclass(frozen=True)
class RefusedLine:
    """One line that is left out."""

    id: str
    line: str
    column: str
    why: str


@dataclass(frozen=True)
class LeadLine:
    """One lead of the file."""

    id: str
    name: str
    detail: str


@dataclass(frozen=True)
class FindingRow:
    """Something to know about the file."""

    what: str
    why: str


@dataclass(frozen=True)
class LeadDryRunView:
    """The dry run. `status` is "", draft, refused or written."""

    id: str = ""
    filename: str = ""
    status: str = ""
    what: str = ""
    problem: str = ""
    outcome: str = ""
    """What it would write, in words."""
    can_confirm: bool = False
    figures: list[LeadImportCount] = field(default_factory=list[LeadImportCount])
    leads: list[LeadLine] = field(default_factory=list[LeadLine])
    more_leads: str = ""
    notes: list[FindingRow] = field(default_factory=list[FindingRow])
    refused_title: str = ""
    refused: list[RefusedLine] = field(default_factory=list[RefusedLine])
    more_refused: str = ""
    errors_href: str = ""


@dataclass(frozen=True)
class LeadImportRow:
    """One import of before."""

    id: str
    filename: str
    when: str
    outcome: str
