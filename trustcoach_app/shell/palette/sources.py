"""What the palette offers beside pages: capabilities register what they do, and how what is theirs is found."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.shell.palette.views import FoundRow

LONGEST_QUESTION = 80
MOST_RECENT = 6
"""Ids of what was opened last that a browser keeps and asks for."""
MOST_FOUND = 8

Search = Callable[[AsyncSession, UUID, str], Awaitable[list[FoundRow]]]
"""Takes the practice and what was typed, never empty; gives up to MOST_FOUND, the best first."""
Recent = Callable[[AsyncSession, UUID, Sequence[UUID]], Awaitable[list[FoundRow]]]
"""Takes up to MOST_RECENT ids, claims of a browser; gives those of the practice, in their order."""


@dataclass(frozen=True)
class PaletteAct:
    """Something to do. `event` opens the dialog whose id is `dialog`; pages that do not hold it go to `page` first."""

    key: str
    label: str
    dialog: str
    page: str
    event: Any


@dataclass(frozen=True)
class PaletteSource:
    """What a coach has many of: its heading, where each has its page (`path` and an id), and how it is found."""

    heading: str
    path: str
    search: Search
    recent: Recent


_acts: dict[str, PaletteAct] = {}
_sources: list[PaletteSource] = []


def register_act(act: PaletteAct) -> None:
    """Have the palette offer an act, after those registered before. At start. Raises KeyError for a second one."""
    if act.key in _acts:
        raise KeyError(act.key)
    _acts[act.key] = act


def register_source(source: PaletteSource) -> None:
    """Have the palette find rows. Called at start, once: it has room for one source. Raises KeyError for a second."""
    if _sources:
        raise KeyError(source.heading)
    _sources.append(source)


def registered_acts() -> dict[str, PaletteAct]:
    """All of them by key, in their order."""
    return dict(_acts)


def registered_source() -> PaletteSource | None:
    """The one, if any."""
    return _sources[0] if _sources else None
