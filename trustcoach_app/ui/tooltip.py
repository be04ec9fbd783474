"""An explanation behind a small mark: on hover, on focus, and for screen readers."""

from typing import Any

import reflex as rx

from ._props import classed
from .icon import icon


class _Tooltip(rx.Component):
    """assets/ui/tooltip.jsx: the child is the mark."""

    library = "$/public/ui/tooltip.jsx"
    tag = "Tooltip"

    label: rx.Var[str]
    text: rx.Var[str]


def tooltip(text: Any, *, label: Any = "Explication", **props: Any) -> rx.Component:
    """A mark whose `text` opens beside it, and closes on Escape. `label` names the mark."""
    return _Tooltip.create(icon("info", size=15), label=label, text=text, **classed(props, "tip-mark"))
