"""The pieces of a session's page."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.brief.parts import nothing_yet, what_was
from trustcoach_app.client_file.brief.views import Brief
from trustcoach_app.clients.present import CLIENTS
from trustcoach_app.session_page.views import SessionView


def actions(state: Any) -> list[rx.Component]:
    """The client’s file; start before, end meanwhile."""
    start = rx.cond(state.view.can_start, ui.button("Démarrer", icon="play", on_click=state.begin))
    finish = ui.button("Terminer", icon="check", on_click=state.finish)
    file = ui.link_button("Voir fiche", href=f"{CLIENTS}/{state.view.client_id}", variant="ghost", icon="user-round")
    return [file, rx.match(state.view.status, ("confirmed", start), ("in_progress", finish), rx.fragment())]


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


def no_notes(view: SessionView) -> rx.Component:
    """Not started yet, or never held."""
    return ui.empty_state("notebook-pen", view.no_notes_title, view.no_notes_why)


def beside(view: SessionView, brief: Brief) -> rx.Component:
    """The pre-brief: open before the session, at hand during it; always open where there is room for it."""
    history = rx.el.ul(rx.foreach(brief.facts, rx.el.li), class_name="brief-facts")
    held = rx.el.div(history, rx.cond(brief.has_past, what_was(brief), nothing_yet()), class_name="brief")
    return rx.el.aside(
        ui.card(ui.details(rx.el.span("Pré-brief", class_name="section-title"), held, open=view.status == "confirmed")),
        aria_label="Pré-brief",
        class_name="session-aside",
    )
