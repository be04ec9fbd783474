"""The dry run of one file. It rests, encrypted, with its upload until the coach confirms or forgets it.

What the page shows is small, whatever the file's size; what would be written rests beside it, in parts.
"""

from dataclasses import dataclass, field

from pydantic import TypeAdapter

from trustcoach_app.formats import plural
from trustcoach_app.setter.importing.columns import Kind
from trustcoach_app.setter.importing.reading import LeftOutLine, ReadLead
from trustcoach_app.setter.intake.events import SetterEvent
from trustcoach_app.uploads.findings import Finding

MOST_SHOWN = 50


@dataclass(frozen=True)
class Cargo:
    """One part of what is to be written. `tags` are by Instagram id."""

    events: list[SetterEvent] = field(default_factory=list[SetterEvent])
    tags: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


@dataclass(frozen=True)
class LeadImportPlan:
    """What the page shows."""

    kind: Kind = "leads"
    new: int = 0
    """Leads that the practice does not have yet."""
    known: int = 0
    messages: int = 0
    again: int = 0
    """Messages of the file that are there already."""
    leads: list[ReadLead] = field(default_factory=list[ReadLead])
    """The first of them."""
    refused: list[LeftOutLine] = field(default_factory=list[LeftOutLine])
    """The first of `refused_lines`."""
    refused_lines: int = 0
    notes: list[Finding] = field(default_factory=list[Finding])


PLAN = TypeAdapter(LeadImportPlan)
NO_PLAN = PLAN.dump_json(LeadImportPlan()).decode()
CARGO = TypeAdapter(Cargo)


def outcome(plan: LeadImportPlan) -> str:
    """What a dry run writes, in words."""
    counts = (
        (plan.new, "nouveau lead", "nouveaux leads"),
        (plan.known, "lead connu", "leads connus"),
        (plan.messages - plan.again, "message", "messages"),
        (plan.refused_lines, "ligne refusée", "lignes refusées"),
    )
    return ", ".join(plural(count, one, many) for count, one, many in counts if count) or "Rien de nouveau"
