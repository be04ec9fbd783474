"""A session's details."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.cancel.state import CancelState
from trustcoach_app.appointments.change.state import ChangeState
from trustcoach_app.appointments.notice.state import NoticeState
from trustcoach_app.appointments.outcome.state import OutcomeState
from trustcoach_app.appointments.price.state import PriceState
from trustcoach_app.appointments.stage.parts import prospect_line
from trustcoach_app.appointments.state import AppointmentState
from trustcoach_app.clients.present import CLIENTS


def details_dialog() -> rx.Component:
    """The dialog, opened by AppointmentState.open_details(booking_id)."""
    state, row = AppointmentState, AppointmentState.row
    who = rx.el.div(
        ui.avatar(row.initials, tone_index=row.tone_index, size="lg"),
        rx.el.div(
            rx.el.p(row.when, class_name="appointment-when"),
            rx.el.p(row.hours, class_name="text-ink-soft"),
            rx.cond(row.number != "", rx.el.p(row.number, class_name="text-ink-soft")),
            ui.badge(row.status, tone=row.tone),
            ui.contact_links(row.reach, row.client_name, with_words=True),
            rx.cond(row.notice != "", _tell()),
            rx.el.a("Voir fiche", href=f"{CLIENTS}/{row.client_id}", class_name="link"),
            class_name="grid gap-1 justify-items-start",
        ),
        class_name="appointment-head",
    )
    return ui.dialog(
        who,
        rx.cond(row.is_prospect, rx.el.div(prospect_line(row.client_id, state.close), class_name="mb-3")),
        _facts(),
        _outcome(),
        open=state.pane == "details",
        opening=state.opening,
        on_close=state.close,
        title=row.client_name,
        footer=[
            rx.cond(
                row.can_cancel,
                ui.button("Annuler la séance", variant="ghost", on_click=CancelState.open_cancel(row.id)),
            ),
            rx.cond(row.href != "", ui.link_button("Ouvrir la séance", href=row.href, icon="arrow-right")),
            rx.cond(
                row.can_change,
                ui.button("Modifier ou déplacer", icon="calendar-clock", on_click=ChangeState.open_change(row.id)),
                ui.leave_button(),
            ),
        ],
        id="appointment",
    )


def _tell() -> rx.Component:
    """The message stays within reach when the news of a change is gone."""
    row = AppointmentState.row
    return ui.button(
        "Prévenir le client",
        size="sm",
        variant="ghost",
        icon="send",
        on_click=[NoticeState.open_notice(row.notice, [row.id], ""), AppointmentState.close],
    )


def _facts() -> rx.Component:
    row = AppointmentState.row
    kind = rx.el.span(rx.el.span(class_name=f"appointment-dot hue-{row.hue}"), row.kind, class_name="appointment-kind")
    lines = [
        ("Type", row.kind, kind),
        ("Sujet", row.subject, row.subject),
        ("Modalités", row.place, row.place),
        ("Prix", row.price, _price()),
        ("Série", row.series, row.series),
        ("Note", row.note, ui.prose(row.note)),
        ("Vos dernières notes", row.last_notes, _link(row.last_notes, row.last_notes_href)),
        ("Raison de l’annulation", row.cancelled_why, row.cancelled_why),
    ]
    return rx.el.dl(
        *[rx.cond(words != "", rx.el.div(rx.el.dt(name), rx.el.dd(shown))) for name, words, shown in lines],
        class_name="appointment-facts",
    )


def _price() -> rx.Component:
    """With the way to say or to correct it, where the form of the session is closed for good."""
    row = AppointmentState.row
    change = ui.button(
        rx.cond(row.is_unpriced, "Indiquer le prix", "Corriger le prix"),
        size="sm",
        variant="ghost",
        icon="tag",
        on_click=PriceState.open_price(row.id),
    )
    return rx.el.span(row.price, rx.cond(row.can_price, change), class_name="appointment-price")


def _link(words: Any, href: Any) -> rx.Component:
    return rx.el.a(words, href=href, class_name="brief-link")


def _outcome() -> rx.Component:
    state = AppointmentState
    answers = (("held", "Tenue", "check"), ("no_show", "Absent", "user-x"), ("cancelled", "Annulée", "x"))
    buttons = [
        ui.button(
            label,
            icon=icon,
            size="sm",
            variant="secondary",
            on_click=[OutcomeState.tell(state.row.id, outcome), AppointmentState.close],
        )
        for outcome, label, icon in answers
    ]
    asked = rx.el.div(
        rx.el.p("Comment s’est passée la séance\u202f?", class_name="field-label"),
        rx.el.div(*buttons, class_name="question-answers"),
        class_name="appointment-outcome",
    )
    return rx.cond(state.row.can_tell, asked)
