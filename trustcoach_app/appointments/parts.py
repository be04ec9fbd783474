"""Pieces that several dialogs of appointments share."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.twice import WHICH, which_field
from trustcoach_app.appointments.views import SlotOption


def error(words: Any) -> rx.Component:
    """A refusal that stands under a group of choices."""
    alert = rx.el.p(ui.icon("circle-alert", size=15), rx.el.span(words), role="alert", class_name="field-error")
    return rx.cond(words, alert)


def session_dialog(
    state: Any, pane: str, *fields: rx.Component, title: str, on_submit: Any, on_reopen: Any, footer: Any
) -> rx.Component:
    """A small form about one session. Under its title stand whose session it is, and when."""
    form = form_id(pane)
    return ui.dialog(
        ui.form(*fields, on_submit=on_submit, draft=state.row.id, id=form),
        open=state.pane == pane,
        opening=state.opening,
        on_close=state.close,
        on_reopen=on_reopen,
        title=title,
        description=rx.el.span(state.row.client_name, " · ", state.row.when, " · ", state.row.hours),
        footer=footer,
        id=f"{form}-dialog",
    )


def form_id(pane: str) -> str:
    """What the button in a dialog's footer names."""
    return f"appointment-{pane}"


def refused_with_nearest(problem: Any, slots: Any, *, on_take: Any) -> rx.Component:
    """What refused a whole form, with the nearest free times, each to be taken by a press."""

    def near(row: SlotOption) -> rx.Component:
        return ui.button(row.label, size="sm", variant="secondary", on_click=on_take(row.value), key=row.value)

    nearest = rx.el.div(rx.el.span("Les plus proches\u202f:"), rx.foreach(slots, near), class_name="wizard-nearest")
    words = rx.el.div(rx.el.p(problem), rx.cond(slots.length() > 0, nearest), class_name="grid gap-2")
    alert = rx.el.div(
        ui.icon("circle-alert", size=18), words, role="alert", class_name="notice notice-danger form-wide"
    )
    return rx.cond(problem != "", alert)


def which_of_two(field: str, error_words: Any, *, chosen: Any = "") -> rx.Component:
    """Asked where a typed hour comes twice that night, and where a session stands on such an hour already."""
    asked = ui.select(
        "Laquelle des deux\u202f?", name=which_field(field), options=WHICH, default_value=chosen, error=error_words
    )
    return rx.cond(rx.cond(error_words, error_words, chosen) != "", asked)
