"""Pieces of a client's file that several of its pages show."""

from typing import Any

import reflex as rx

from trustcoach_app import ui


def only_you() -> rx.Component:
    """Says that nobody but the coach reads this."""
    return rx.el.span(ui.icon("lock", size=13), "Vous seul", class_name="seen-by")


def seen_by_client() -> rx.Component:
    """Says that the client may read this."""
    return rx.el.span(ui.icon("eye", size=13), "Visible par le client", class_name="seen-by seen-by-client")


def moment_kind(kind: Any, label: Any) -> rx.Component:
    """What kind of moment, in its colour."""
    tones = {"insight": "accent", "action": "success", "quote": "info"}
    known = [(key, ui.badge(label, tone=tone)) for key, tone in tones.items()]
    return rx.match(kind, *known, ui.badge(label, tone="warning"))


def goal_bar(percent: Any) -> rx.Component:
    """How far a goal is; the words beside it say it too."""
    fill = rx.el.div(class_name="goal-fill", style={"width": f"{percent}%"})
    return rx.el.div(fill, class_name="goal-bar", aria_hidden="true")
