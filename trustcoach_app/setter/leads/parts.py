"""Pieces of the list of leads."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.setter.lead.reminder.parts import reminder_menu
from trustcoach_app.setter.leads.present import FACTS
from trustcoach_app.setter.leads.views import LeadRow
from trustcoach_app.setter.parts import direction_icon
from trustcoach_app.setter.present import LOSS

HEADERS = ("Lead", "Statut", "Source", "Dernier message", ("Messages", "end"), ("Valeur", "end"), "")


def search(view: Any, *, form_key: Any, on_submit: Any) -> rx.Component:
    """Words, and folded filters."""
    everything = [("", "Toutes")]
    return ui.list_search(
        ui.list_choice("Source", "source", everything, view.sources, view.source),
        ui.list_choice("Étiquette", "etiquette", everything, view.tags, view.tag),
        ui.field("Métier", name="metier", default_value=view.job, max_length=80),
        ui.list_choice("Raison de perte", "raison", [*everything, *LOSS.items()], None, view.reason),
        ui.list_choice("Période de", "fait", [(fact.value, name) for fact, name in FACTS.items()], None, view.fact),
        ui.field("Du", name="du", type="date", default_value=view.first),
        ui.field("Au", name="au", type="date", default_value=view.last),
        words=view.search,
        label="Rechercher un lead",
        placeholder="Nom, @compte ou e-mail",
        count=view.more_filters,
        key=form_key,
        on_submit=on_submit,
    )


def chips(statuses: Any, follow_up: Any) -> rx.Component:
    """By status, each with its count; and those to write to again."""
    due = ui.list_chip(follow_up, ui.icon("bell-ring", size=15), look="leads-due")
    return ui.list_chips(due, rows=statuses, label="Filtrer les leads")


def columns(row: LeadRow) -> list[Any]:
    """The cells of one lead; the name's link covers the row. Who is to be followed up has the acts of that."""
    return [
        _who(row),
        rx.el.span(
            ui.badge(row.status, tone=row.status_tone, dot=True),
            rx.cond(
                row.priority != "",
                rx.el.span(row.priority, class_name=f"lead-priority lead-priority-{row.priority_tone}"),
            ),
            class_name="lead-standing",
        ),
        rx.cond(row.source != "", row.source, _none()),
        rx.cond(row.last != "", rx.el.span(direction_icon(row.last_is_in), row.last, class_name="lead-last"), _none()),
        _messages(row),
        rx.cond(row.deal != "", rx.el.span(row.deal, class_name="lead-deal"), _none()),
        rx.cond(row.priority != "", rx.el.span(reminder_menu(row.id, row.name), class_name="lead-acts")),
    ]


def _who(row: LeadRow) -> rx.Component:
    return rx.el.span(
        ui.avatar(row.initials, tone_index=row.tone_index),
        rx.el.span(
            rx.el.a(row.name, href=row.href, custom_attrs=ui.card_opener(), class_name="lead-link"),
            rx.cond(row.username != "", rx.el.span(row.username, class_name="lead-username")),
            rx.cond(row.tags.length() > 0, ui.tag_list(row.tags)),
            class_name="lead-words",
        ),
        class_name="lead-who",
    )


def _messages(row: LeadRow) -> rx.Component:
    return rx.el.span(
        rx.el.span(ui.icon("arrow-down-left", size=14), row.messages_in, title="Reçus"),
        rx.el.span(ui.icon("arrow-up-right", size=14), row.messages_out, title="Envoyés"),
        rx.el.span(row.messages, class_name="visually-hidden"),
        class_name="lead-messages",
    )


def _none() -> rx.Component:
    return rx.el.span("—", class_name="lead-none")
