"""Pieces of the list of leads."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.setter.lead.reminder.parts import reminder_menu
from trustcoach_app.setter.leads.present import FACTS
from trustcoach_app.setter.leads.views import LeadRow
from trustcoach_app.setter.parts import direction_icon, tag_list
from trustcoach_app.setter.present import LOSS

HEADERS = ("Lead", "Statut", "Source", "Dernier message", ("Messages", "end"), ("Valeur", "end"), "")


class _Current(rx.Component):
    """assets/setter/current.jsx"""

    library = "$/public/setter/current.jsx"
    tag = "Current"

    query: rx.Var[str]
    answer: rx.Var[int]


def current(sent: rx.Component, stand_in: rx.Component, *, query: Any, answer: Any) -> rx.Component:
    """What was sent for the address that is open, or a stand-in: no rows of an earlier one, not for a moment."""
    return _Current.create(sent, stand_in, query=query, answer=answer)


def search(view: Any, *, form_key: Any, on_submit: Any) -> rx.Component:
    """One form: words, and folded filters."""
    words = rx.el.input(
        type="search",
        name="q",
        default_value=view.search,
        placeholder="Nom, @compte ou e-mail",
        aria_label="Rechercher un lead",
        custom_attrs=ui.page_search(),
        max_length=80,
        class_name="input",
    )
    return ui.form(
        rx.el.div(
            rx.el.div(ui.icon("search", size=18), words, class_name="search leads-words"),
            ui.button("Rechercher", type="submit", variant="secondary"),
            class_name="leads-line",
        ),
        _folded(view),
        on_submit=on_submit,
        is_kept=False,
        role="search",
        key=f"form-{form_key}",
        class_name="leads-search",
    )


def _folded(view: Any) -> rx.Component:
    everything = [("", "Toutes")]
    count = rx.cond(view.more_filters != "", ui.badge(view.more_filters, tone="accent"))
    return rx.el.details(
        rx.el.summary(ui.icon("chevron-right", size=16), "Filtres", count),
        rx.el.div(
            _choice("Source", "source", everything, view.sources, view.source),
            _choice("Étiquette", "etiquette", everything, view.tags, view.tag),
            ui.field("Métier", name="metier", default_value=view.job, max_length=80),
            _choice("Raison de perte", "raison", [*everything, *LOSS.items()], None, view.reason),
            _choice("Période de", "fait", [(fact.value, name) for fact, name in FACTS.items()], None, view.fact),
            ui.field("Du", name="du", type="date", default_value=view.first),
            ui.field("Au", name="au", type="date", default_value=view.last),
            ui.button("Appliquer", type="submit", variant="secondary"),
            class_name="leads-filters",
        ),
        open=view.more_filters != "",
        class_name="details leads-more",
    )


def _choice(label: str, name: str, first: list[tuple[str, str]], rows: Any, value: Any) -> rx.Component:
    """A list that begins with fixed entries and goes on with those of the practice."""
    fixed = [rx.el.option(text, value=key) for key, text in first]
    own = [] if rows is None else [rx.foreach(rows, lambda row: rx.el.option(row.label, value=row.value))]
    control = rx.el.select(*fixed, *own, default_value=value, name=name, class_name="input", custom_attrs={"id": name})
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="field-label"),
        rx.el.span(control, ui.icon("chevron-down"), class_name="select"),
        class_name="field",
    )


def chips(statuses: Any, follow_up: Any) -> rx.Component:
    """By status, each with its count; and those to write to again."""
    return rx.el.nav(
        _chip(follow_up, "leads-chip leads-due", ui.icon("bell-ring", size=15)),
        rx.foreach(statuses, lambda chip: _chip(chip, "leads-chip")),
        aria_label="Filtrer les leads",
        class_name="leads-chips",
    )


def _chip(chip: Any, look: str, *picture: rx.Component) -> rx.Component:
    return rx.el.a(
        *picture,
        chip.label,
        rx.cond(chip.count != "", rx.el.span(chip.count, class_name="leads-count")),
        href=chip.href,
        custom_attrs={"aria-current": rx.cond(chip.is_chosen, "true", "false")},
        key=chip.key,
        class_name=look,
    )


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
            rx.cond(row.tags.length() > 0, tag_list(row.tags)),
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


def pager(newer: Any, older: Any) -> rx.Component:
    """To the pages on either side: links, so that back and reload keep the page."""
    return rx.cond(
        (newer != "") | (older != ""),
        rx.el.nav(
            _turn("Plus récents", "chevron-left", newer),
            _turn("Plus anciens", "chevron-right", older),
            aria_label="Pages de la liste",
            class_name="leads-pager",
        ),
    )


def _turn(label: str, icon: str, href: Any) -> rx.Component:
    return rx.cond(href != "", ui.link_button(label, href=href, icon=icon, size="sm"), rx.el.span())
