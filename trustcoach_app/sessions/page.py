"""One session, `/dashboard/coach/seances/[seance]`."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.models.sessions import LONGEST_NOTE
from trustcoach_app.sessions import parts
from trustcoach_app.sessions.state import HOME, SessionState
from trustcoach_app.shell.notes.parts import notes_field, other_window


def session() -> rx.Component:
    """Who, when, the coach's notes, and the end."""
    loaded = rx.cond(SessionState.view.booking_id != "", _session(), ui.skeleton(kind="card", lines=2))
    return shell.frame(
        ui.link_button("Focus", href=HOME, variant="ghost", icon="arrow-left", class_name="session-back"),
        rx.cond(SessionState.is_missing, _missing(), loaded),
        active="focus",
        role="coach",
        title="Séance",
    )


def _session() -> rx.Component:
    view = SessionState.view
    return rx.el.div(
        ui.page_header(view.client_name, subtitle=view.subject, actions=parts.actions(SessionState)),
        ui.card(parts.facts(view), class_name="session-facts"),
        other_window(SessionState),
        rx.cond(view.has_notes, _notes(), parts.before()),
        class_name="session-page",
    )


def _notes() -> rx.Component:
    field = notes_field(
        SessionState,
        "Notes privées",
        draft_key=f"note-{SessionState.view.booking_id}",
        key=SessionState.note_key,
        longest=LONGEST_NOTE,
        placeholder="Ce qui se dit, ce qui se joue, ce qu’il faudra reprendre…",
    )
    return ui.card(field)


def _missing() -> rx.Component:
    return rx.fragment(
        rx.el.h1("Séance introuvable", class_name="visually-hidden"),
        ui.empty_state(
            "search-x",
            "Cette séance n’existe pas ou n’existe plus",
            "Elle a peut-être été ouverte depuis un ancien lien.",
            action=ui.link_button("Revenir à Focus", href=HOME),
        ),
    )
