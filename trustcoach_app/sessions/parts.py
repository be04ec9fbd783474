"""The pieces of a session's page."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
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


def notes(state: Any) -> rx.Component:
    """The private notes, saved as they are typed."""
    return ui.card(
        ui.autosave(
            "Notes privées",
            draft_key=f"note-{state.view.booking_id}",
            initial=state.note,
            revision=state.revision,
            saved=state.saved_edit,
            saved_label=rx.cond(state.saved_label != "", state.saved_label, "Visibles de vous seul, chiffrées."),
            saving_label=rx.cond(
                state.other_text != "", "Pas encore enregistré : choisissez un texte.", "Enregistrement…"
            ),
            on_save=state.save,
            placeholder="Ce qui se dit, ce qui se joue, ce qu’il faudra reprendre…",
            key=state.note_key,
        ),
    )


def other_window(state: Any) -> rx.Component:
    """Two windows wrote: both texts are kept until one is chosen."""
    return rx.el.div(
        rx.el.p("Ces notes ont été modifiées dans une autre fenêtre. Rien n’est perdu : choisissez."),
        ui.details("Voir l’autre texte", ui.prose(state.other_text)),
        rx.el.div(
            ui.button("Prendre l’autre texte", variant="secondary", size="sm", on_click=state.take_other),
            ui.button("Garder le mien", size="sm", on_click=state.keep_mine),
            class_name="flex gap-2",
        ),
        role="alert",
        class_name="notice notice-warning",
    )


def before() -> rx.Component:
    """Not started yet."""
    return ui.empty_state(
        "notebook-pen",
        "Les notes s’ouvrent avec la séance",
        "Démarrez-la à partir de 30 minutes avant l’heure.",
    )
