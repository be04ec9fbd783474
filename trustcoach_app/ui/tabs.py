"""Tabs: one stop for the keyboard, arrows between them."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from ._props import classed, when


class _TabList(rx.Component):
    """assets/ui/roving.jsx"""

    library = "$/public/ui/roving.jsx"
    tag = "TabList"

    label: rx.Var[str]


def tabs(
    items: Sequence[tuple[str, Any]], value: Any, on_change: Any, *, label: str = "Onglets", **props: Any
) -> rx.Component:
    """Tabs over one panel, which the page shows with rx.match on `value`.

    Args:
        items: (key, label) pairs.
        value: key of the chosen one, plain or a Var.
        on_change: handler that takes a key.
    """
    return _TabList.create(
        *[_tab(key, text, value == key, on_change) for key, text in items], label=label, **classed(props, "tabs")
    )


def _tab(key: str, text: Any, chosen: Any, on_change: Any) -> rx.Component:
    attributes = {"aria-selected": when(chosen, "true", "false")}
    return rx.el.button(
        text,
        type="button",
        role="tab",
        tab_index=when(chosen, 0, -1),
        on_click=on_change(key),
        custom_attrs=attributes,
        class_name="tab",
    )
