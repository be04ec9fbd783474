"""The dry run of one file. It rests, encrypted, with its upload until the coach confirms or forgets it."""

import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from trustcoach_app.formats import plural
from trustcoach_app.setter.importing.columns import Kind
from trustcoach_app.setter.importing.reading import Refused
from trustcoach_app.setter.intake.events import Event


@dataclass(frozen=True)
class Cargo:
    """What is to be written. `tags` are by Instagram id."""

    events: list[Event] = field(default_factory=list[Event])
    tags: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


@dataclass(frozen=True)
class Plan:
    """What the page shows, and the cargo, packed so that showing the rest does not unfold it."""

    kind: Kind = "leads"
    new: int = 0
    """Leads that the practice does not have yet."""
    known: int = 0
    messages: int = 0
    again: int = 0
    """Messages of the file that are there already."""
    refused: list[Refused] = field(default_factory=list[Refused])
    cargo: str = ""


PLAN = TypeAdapter(Plan)
NO_PLAN = PLAN.dump_json(Plan()).decode()
_CARGO = TypeAdapter(Cargo)


def packed(cargo: Cargo) -> str:
    """As text: events repeat themselves, and shrink to a tenth."""
    return b64encode(zlib.compress(_CARGO.dump_json(cargo), 1)).decode()


def unpacked(text: str) -> Cargo:
    """What `packed` made."""
    return _CARGO.validate_json(zlib.decompress(b64decode(text))) if text else Cargo()


def outcome(plan: Plan) -> str:
    """What a dry run writes, in words."""
    counts = (
        (plan.new, "nouveau lead", "nouveaux leads"),
        (plan.known, "lead connu", "leads connus"),
        (plan.messages - plan.again, "message", "messages"),
        (len(plan.refused), "ligne refusée", "lignes refusées"),
    )
    return ", ".join(plural(count, one, many) for count, one, many in counts if count) or "Rien de nouveau"
