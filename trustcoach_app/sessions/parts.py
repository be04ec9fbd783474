"""The pieces of a session's page."""

from datetime import timedelta
from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.bookings.rules import START_EARLY
from trustcoach_app.sessions.views import SessionView


def actions(state: Any) -> list[rx.Component]:
    """Start before, end meanwhile, nothing after."""
    return [
        rx.match(
            state.view.status,
            ("confirmed", ui.button("Démarrer", icon="play", on_click=state.begin)),
            ("in_progress", ui.button("Terminer", icon="check", on_click=state.finish)),
            rx.fragment(),
        )
    ]


def facts(view: SessionView) -> rx.Component:
    """Who, when, where, and where it stands."""
    status = rx.match(
        view.status,
        ("in_progress", ui.badge(view.status_label, tone="success", dot=True)),
        ("confirmed", ui.badge(view.status_label, tone="accent")),
        ui.badge(view.status_label),
    )
    number = rx.cond(view.number != "", rx.el.li(view.number))
    return rx.fragment(
        ui.avatar(view.initials, tone_index=view.tone_index, size="lg"),
        rx.el.ul(
            rx.el.li(view.day, ", ", rx.el.span(view.hours, class_name="session-hours")),
            number,
            rx.el.li(view.place),
            class_name="session-lines",
        ),
        status,
    )


def before() -> rx.Component:
    """Not started yet."""
    return ui.empty_state(
        "notebook-pen",
        "Les notes s’ouvrent avec la séance",
        f"Démarrez-la à partir de {START_EARLY // timedelta(minutes=1)} minutes avant l’heure.",
    )
