"""A client's health as a badge."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.standing.present import HEALTH


def health_badge(health: Any) -> rx.Component:
    """The word in its colour; `health` is the value of a Health."""
    badges = [(key.value, ui.badge(word, tone=tone, dot=True)) for key, (word, tone) in HEALTH.items()]
    return rx.match(health, *badges, rx.fragment())


def standing_line(why: Any, is_ahead: Any) -> rx.Component:
    """The reason behind the badge; that nothing is planned is a warning."""
    return rx.cond(
        is_ahead,
        rx.el.p(ui.icon("calendar-check", size=15), rx.el.span(why), class_name="standing"),
        rx.el.p(ui.icon("triangle-alert", size=15), rx.el.span(why), class_name="standing standing-warning"),
    )
