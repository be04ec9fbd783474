"""Surfaces and words: what a page is laid out with."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from ._props import blank, classed, present
from .icon import icon as draw


def card(*children: Any, **props: Any) -> rx.Component:
    """A surface. Add class_name="card-link" when the whole card leads somewhere."""
    return rx.el.div(*children, **classed(props, "card"))


def section(title: Any, *children: Any, action: Any = None, **props: Any) -> rx.Component:
    """A titled part of a page, with at most one action beside its title."""
    head = rx.el.div(rx.el.h2(title, class_name="section-title"), *present(action), class_name="section-head")
    return rx.el.section(head, *children, **classed(props, "section"))


def page_header(title: Any, *, subtitle: Any = "", actions: Sequence[Any] = (), **props: Any) -> rx.Component:
    """The one h1 of a page, what it means today, and its main actions."""
    words = present(
        rx.el.h1(title, class_name="page-title"),
        rx.el.p(subtitle, class_name="page-subtitle") if not blank(subtitle) else None,
    )
    buttons = rx.el.div(*actions, class_name="page-actions") if actions else None
    return rx.el.header(*present(rx.el.div(*words), buttons), **classed(props, "page-header"))


def stat(label: Any, value: Any, *, hint: Any = "", icon: "str | None" = None, **props: Any) -> rx.Component:
    """A figure with its name above, and a hint below. `value` is already formatted (« 1 240 € »)."""
    return rx.el.div(
        rx.el.div(*present(draw(icon, size=16) if icon else None, label), class_name="stat-label"),
        rx.el.div(value, class_name="stat-value"),
        *present(rx.el.div(hint, class_name="stat-hint") if not blank(hint) else None),
        **classed(props, "stat"),
    )


def divider(**props: Any) -> rx.Component:
    """A hairline."""
    return rx.el.hr(**classed(props, "divider"))


def prose(text: Any, **props: Any) -> rx.Component:
    """A text as it was typed: line breaks kept, at most 65 characters a line."""
    return rx.el.p(text, **classed(props, "prose"))


def kbd(text: Any, **props: Any) -> rx.Component:
    """A key of the keyboard."""
    return rx.el.kbd(text, **classed(props, "kbd"))


def details(summary: Any, *children: Any, **props: Any) -> rx.Component:
    """A part that opens in place."""
    return rx.el.details(
        rx.el.summary(draw("chevron-right", size=16), summary),
        rx.el.div(*children, class_name="details-body"),
        **classed(props, "details"),
    )
