"""A box that says of a row whether it is done."""

from typing import Any

import reflex as rx

from .delivery.state import DeliveryState


class _Tick(rx.Component):
    """assets/ui/tick.jsx"""

    library = "$/public/ui/tick.jsx"
    tag = "Tick"

    is_ticked: rx.Var[bool]
    heard: rx.Var[int]
    label: rx.Var[str]
    on_tick: rx.EventHandler[rx.event.passthrough_event_spec(bool)]


def tick(is_ticked: Any, *, label: Any, on_tick: Any) -> rx.Component:
    """Follows the finger at once, and the server once it has answered.

    Args:
        label: what is ticked.
        on_tick: receives whether it is ticked now. It changes the row that the page shows in the same answer.
    """
    return _Tick.create(is_ticked=is_ticked, heard=DeliveryState.heard, label=label, on_tick=on_tick)
