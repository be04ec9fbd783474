"""The pieces of the block at the top of the setter's page."""

from functools import reduce
from operator import or_
from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.setter.figures.address import ANCHORS
from trustcoach_app.setter.figures.measure import Section
from trustcoach_app.setter.figures.views import FigureRow
from trustcoach_app.setter.lead.reminder.parts import reminder_actions
from trustcoach_app.setter.today.views import DueLeadRow, NewsLine

MONEY = ("roi_pct", "revenue", "acquisition_cost", "deals_closed")
"""The four figures of money, by their keys of the catalogue."""


def today_block(state: Any, performance: Any, *, leads: str) -> rx.Component:
    """Who to follow up; beside it the money and the news. `performance`: the figures of that section."""
    view = state.view
    every = rx.cond(
        view.every != "",
        ui.link_button(view.every, href=f"{leads}?relance=1", size="sm", variant="ghost", icon="arrow-right"),
    )
    section = ui.section("À faire aujourd’hui", _due(state, leads=leads), action=every, id="aujourdhui")
    aside = rx.el.div(
        ui.section("L’argent de la période", _money(performance), action=_detail()),
        ui.section("Ce qui a changé depuis hier", _news(view)),
        class_name="todo-aside",
    )
    return rx.el.div(section, aside, class_name="todo")


def _due(state: Any, *, leads: str) -> rx.Component:
    view = state.view
    listed = rx.fragment(
        rx.el.p(view.summary, role="status", class_name="todo-summary"),
        _people(view.rows, "Leads à relancer, les plus chauds d’abord"),
        _more(view.more, state.show_more),
    )
    return ui.card(
        rx.cond(view.rows.length() > 0, listed, _nobody(leads)),
        rx.cond(view.forgotten_label != "", _forgotten(state)),
        class_name="todo-card",
    )


def _nobody(leads: str) -> rx.Component:
    return rx.el.div(
        ui.icon("circle-check", size=24),
        rx.el.p("Personne à relancer aujourd’hui.", class_name="todo-none-title"),
        rx.el.p(
            "Qui ne répond plus à votre dernier message revient ici au bout de 2 à 7 jours, et qui écrit après avoir "
            "été perdu, aussitôt."
        ),
        ui.link_button("Voir tous les leads", href=leads, size="sm"),
        class_name="todo-none",
    )


def _people(rows: Any, name: str) -> rx.Component:
    return rx.el.ol(rx.foreach(rows, _person), aria_label=name, class_name="todo-people")


def _person(row: DueLeadRow) -> rx.Component:
    words = rx.el.div(
        rx.el.p(
            rx.el.a(row.name, href=row.href, custom_attrs=ui.card_opener(), class_name="todo-name"),
            rx.cond(row.username != "", rx.el.span(row.username, class_name="lead-username")),
            class_name="todo-who",
        ),
        rx.el.p(row.reason, class_name="todo-reason"),
        rx.el.p(
            ui.badge(row.priority, tone=row.priority_tone, dot=True),
            ui.badge(row.status, tone=row.status_tone),
            class_name="todo-badges",
        ),
        class_name="todo-words",
    )
    acts = rx.el.div(
        rx.cond(row.instagram_href != "", _instagram(row)),
        reminder_actions(row.id, row.name),
        class_name="todo-acts",
    )
    face = ui.avatar(row.initials, tone_index=row.tone_index)
    return rx.el.li(face, words, acts, key=row.id, class_name=f"todo-person todo-{row.priority_tone}")


def _instagram(row: DueLeadRow) -> rx.Component:
    return rx.el.a(
        "Instagram",
        ui.icon("external-link", size=14),
        href=row.instagram_href,
        target="_blank",
        rel="noopener noreferrer",
        aria_label=f"Instagram\u00a0: {row.name}, nouvel onglet",
        class_name="button button-ghost button-sm",
    )


def _more(label: Any, on_click: Any) -> rx.Component:
    button = ui.button(label, variant="ghost", size="sm", icon="chevron-down", on_click=on_click)
    return rx.cond(label != "", rx.el.div(button, class_name="todo-more"))


def _forgotten(state: Any) -> rx.Component:
    view = state.view
    fold = rx.el.button(
        ui.icon("chevron-right", size=16),
        view.forgotten_label,
        type="button",
        on_click=state.fold_forgotten,
        aria_expanded=view.is_unfolded.to_string(),
        class_name="todo-fold",
    )
    people = rx.fragment(
        _people(view.forgotten, "Leads sans contact depuis longtemps"),
        _more(view.forgotten_more, state.show_more_forgotten),
    )
    return rx.el.div(fold, rx.cond(view.is_unfolded, people), class_name="todo-forgotten")


def _money(performance: Any) -> rx.Component:
    return ui.card(
        rx.el.ul(rx.foreach(performance, lambda row: rx.cond(_is_money(row), _amount(row))), class_name="todo-money")
    )


def _detail() -> rx.Component:
    href = f"#{ANCHORS[Section.PERFORMANCE]}"
    return ui.link_button("Détail", href=href, size="sm", variant="ghost", icon="arrow-down", reload_document=True)


def _is_money(row: FigureRow) -> Any:
    return reduce(or_, (row.key == key for key in MONEY))  # type: ignore[arg-type]


def _amount(row: FigureRow) -> rx.Component:
    """The figure of the section below, said once more: the same row."""
    return rx.el.li(
        rx.el.a(row.label, href=row.href, class_name="todo-label"),
        rx.el.span(row.value, class_name="todo-value"),
        rx.cond(row.missing != "", rx.el.span(row.missing, class_name="kpi-missing")),
        key=row.key,
        custom_attrs={"data-money": row.key},
    )


def _news(view: Any) -> rx.Component:
    listed = rx.el.ul(rx.foreach(view.news, _piece), class_name="todo-news")
    quiet = rx.el.p("Rien de nouveau depuis hier.", class_name="text-ink-soft")
    since = rx.el.p(view.since, class_name="kpi-note")
    return ui.card(rx.cond(view.news.length() > 0, listed, quiet), since)


def _piece(row: NewsLine) -> rx.Component:
    return rx.el.li(rx.el.a(row.text, href=row.href), key=row.key)
