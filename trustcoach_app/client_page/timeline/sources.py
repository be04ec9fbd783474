"""Who tells something of a client. What stands beside the file registers itself when the application starts."""

from collections.abc import Callable
from dataclasses import dataclass

from trustcoach_app.actions.timeline import action_selects
from trustcoach_app.bookings.timeline import session_selects
from trustcoach_app.goals.timeline import goal_selects, measure_selects
from trustcoach_app.importing.timeline import import_selects
from trustcoach_app.notes.timeline import note_selects
from trustcoach_app.sessions.timeline import moment_selects, summary_selects
from trustcoach_app.timelines import Selects, TimelineRow

Words = Callable[[TimelineRow], tuple[str, str, str]]
"""Title, text, and where it leads (empty: nowhere)."""


@dataclass(frozen=True)
class TimelineSource:
    """Some kinds of happenings, which one filter shows."""

    key: str
    label: str
    selects: Selects
    kinds: tuple[str, ...] = ()
    """Those that the file does not know by itself, which `words` says."""
    words: Words | None = None


SOURCES = (
    TimelineSource("seances", "Séances", session_selects),
    TimelineSource("moments", "Moments", moment_selects),
    TimelineSource("resumes", "Résumés", summary_selects),
    TimelineSource("notes", "Notes", note_selects),
    TimelineSource("objectifs", "Objectifs", goal_selects),
    TimelineSource("mesures", "Mesures", measure_selects),
    TimelineSource("actions", "Actions", action_selects),
    TimelineSource("imports", "Imports", import_selects),
)
_registered: dict[str, TimelineSource] = {}


def register_source(source: TimelineSource) -> None:
    """Have every file tell it too, behind what it tells already. Called at start. Raises KeyError for a second one."""
    if source.key in {known.key for known in sources()}:
        raise KeyError(source.key)
    _registered[source.key] = source


def sources(key: str = "") -> list[TimelineSource]:
    """All of them in their order, or the one of this key. An unknown key is none in particular: all."""
    every = [*SOURCES, *_registered.values()]
    return [source for source in every if source.key == key] or every
