"""Choices among few: a box to tick, segments to pick from."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from ._props import blank, classed, present
from .form import refusal


def checkbox(label: Any, *, name: str, default_checked: Any = False, hint: Any = "", **props: Any) -> rx.Component:
    """A box to tick; the whole line is its target. `checked=` with `on_change=` makes it follow a Var."""
    state = {} if "checked" in props else {"default_checked": default_checked}
    words = [rx.el.span(label), rx.el.span(hint, class_name="field-hint") if not blank(hint) else None]
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, **state, **props),
        rx.el.span(*present(*words), class_name="check-text"),
        class_name="check",
    )


def radio_group(
    label: Any,
    *,
    name: str,
    options: Sequence[tuple[str, Any]],
    default_value: Any = "",
    error: Any = "",
    on_change: Any = None,
    **props: Any,
) -> rx.Component:
    """One of a few, as segments.

    Args:
        options: (value, label) pairs.
        error: a French sentence, plain or a Var; empty when the choice is fine.
        on_change: receives the value that was picked.
    """
    segments = [_segment(name, value, text, default_value, on_change) for value, text in options]
    return rx.el.fieldset(
        rx.el.legend(label, class_name="field-label mb-1.5"),
        rx.el.div(*segments, class_name="segments"),
        *present(None if blank(error) else refusal(error)),
        **classed(props, "field"),
    )


def _segment(name: str, value: str, text: Any, chosen: Any, on_change: Any) -> rx.Component:
    react = {} if on_change is None else {"on_change": on_change}
    control = rx.el.input(type="radio", name=name, value=value, default_checked=chosen == value, **react)
    return rx.el.label(control, rx.el.span(text), class_name="segment")
