"""Each event of a page is handled once: one that is sent again, because its answer was lost, is left alone."""

from collections.abc import Mapping
from typing import Any

from trustcoach_app.db.types import new_id
from trustcoach_app.reflex_seams.gate import Answer, EventStep, Tree, keep, only
from trustcoach_app.reflex_seams.protocol import NUMBER
from trustcoach_app.ui.delivery.state import DeliveryState


class Deduplication(EventStep):
    """Comes after the gate: what the gate refuses was not taken in."""

    async def take(self, tree: Tree, event_name: str, address: Mapping[str, Any]) -> Answer | None:
        """Note the number, which goes to the page with what the event changes; answer with it what came before."""
        known = await tree.get_state(DeliveryState)
        keep(known)
        known.tree = known.tree or new_id().hex
        number = address.get(NUMBER, 0)
        if not number:
            return None
        if number <= known.heard:
            return only(DeliveryState, heard=known.heard)
        known.heard = number
        return None
