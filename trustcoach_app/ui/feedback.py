"""What is shown while waiting, when there is nothing, and when it went wrong."""

from typing import Any, Literal

import reflex as rx

from ._props import classed, present
from .icon import glyph

WIDTHS = ("w-11/12", "w-4/5", "w-3/5", "w-2/3", "w-5/6")


def spinner(**props: Any) -> rx.Component:
    """A turning ring, as large as the text around it."""
    return rx.el.span(aria_hidden="true", **classed(props, "spinner"))


def skeleton(*, lines: int = 3, kind: Literal["text", "card", "row"] = "text", **props: Any) -> rx.Component:
    """The shape of what is coming; the region is announced as loading.

    Args:
        lines: how many lines, cards or rows.
        kind: text lines, cards, or rows with a round face.
    """
    shape = {"text": _line, "card": _card, "row": _row}[kind]
    return rx.el.div(
        rx.el.span("Chargement…", class_name="visually-hidden"),
        *[shape(index) for index in range(lines)],
        role="status",
        **classed(props, "skeleton"),
    )


def _line(index: int) -> rx.Component:
    return rx.el.div(class_name=f"bone {WIDTHS[index % len(WIDTHS)]}")


def _row(index: int) -> rx.Component:
    lines = rx.el.div(_line(index + 2), _line(index + 3))
    return rx.el.div(rx.el.div(class_name="bone bone-round"), lines, class_name="bone-row")


def _card(index: int) -> rx.Component:
    return rx.el.div(_row(index), class_name="card")


def empty_state(icon: str, title: Any, body: Any, *, action: Any = None, **props: Any) -> rx.Component:
    """Nothing here yet: why, and what to do next."""
    return rx.el.div(
        rx.el.div(glyph(icon, size=26), class_name="empty-icon"),
        rx.el.h2(title, class_name="empty-title"),
        rx.el.p(body, class_name="empty-body"),
        *present(_action(action)),
        **classed(props, "empty"),
    )


def error_state(title: Any, body: Any, *, action: Any = None, **props: Any) -> rx.Component:
    """It went wrong: what, and how to try again."""
    return empty_state("cloud-off", title, body, action=action, role="alert", **classed(props, "empty-danger"))


def _action(action: Any) -> "rx.Component | None":
    return None if action is None else rx.el.div(action, class_name="empty-action")
