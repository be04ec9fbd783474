"""Puts a text on the clipboard."""

from typing import Any

import reflex as rx


class _CopyButton(rx.Component):
    """assets/ui/copy.jsx"""

    library = "$/public/ui/copy.jsx"
    tag = "CopyButton"

    text: rx.Var[str]
    label: rx.Var[str]
    done: rx.Var[str]
    field: rx.Var[str]


def copy_button(text: Any, *, label: str, done: str, field: str = "", size: str = "md") -> rx.Component:
    """A secondary button; works without the server.

    Args:
        done: what it says for a moment after.
        field: id of the field that shows the text, which is selected where the browser forbids copying.
    """
    look = f"button button-secondary button-{size} self-start"
    return _CopyButton.create(text=text, label=label, done=done, field=field, class_name=look)
