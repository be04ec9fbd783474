"""Whoever goes to another page leaves no dialog open behind: coming back opens nothing by itself."""

from collections.abc import Mapping
from typing import Any

from trustcoach_app.reflex_seams.gate import Answer, EventStep, Tree
from trustcoach_app.reflex_seams.handlers import states
from trustcoach_app.reflex_seams.protocol import NAVIGATION
from trustcoach_app.shell.forms.state import ClosingState


class Leaving(EventStep):
    """Comes after the gate."""

    async def take(self, tree: Tree, event_name: str, address: Mapping[str, Any]) -> Answer | None:
        """Close what is open before the next page's own handlers run."""
        if event_name == NAVIGATION and address:
            for kind in closing_states():
                (await tree.get_state(kind))._leave()
        return None


def closing_states() -> list[type[ClosingState]]:
    """Every State with something that can be open."""
    return [kind for kind in states() if issubclass(kind, ClosingState)]
