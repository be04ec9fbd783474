"""Pieces of the list of clients."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.standing.parts import health_badge, standing_line
from trustcoach_app.client_list.present import ACTIVITIES, SORTS, STAGES
from trustcoach_app.client_list.views import ClientCard
from trustcoach_app.clients.present import CLIENTS


def search(view: Any, *, form_key: Any, on_submit: Any) -> rx.Component:
    """Words, and folded filters."""
    stages = [("", "Toutes"), *((stage.value, name) for stage, name in STAGES.items())]
    activities = [(activity.value, name) for activity, name in ACTIVITIES.items()]
    sorts = [(sort.value, name) for sort, name in SORTS.items()]
    return ui.list_search(
        ui.list_choice("Étape", "etape", stages, None, view.stage),
        ui.list_choice("Activité", "activite", activities, None, view.activity),
        ui.list_choice("Étiquette", "etiquette", [("", "Toutes")], view.tags, view.tag),
        ui.list_choice("Trier par", "tri", sorts, None, view.sort),
        words=view.search,
        label="Rechercher un client",
        placeholder="Nom, e-mail, téléphone ou étiquette",
        count=view.more_filters,
        key=form_key,
        on_submit=on_submit,
    )


def card(row: ClientCard, *, on_plan: Any, on_archive: Any, on_bring_back: Any) -> rx.Component:
    """One client: who, how they are doing and why, and what one does. The handlers take a client’s id."""
    return rx.el.li(
        _box(row),
        ui.avatar(row.initials, tone_index=row.tone_index),
        _who(row),
        _what(row),
        _acts(row, on_plan, on_bring_back),
        _more(row, on_archive, on_bring_back),
        key=row.id,
        class_name="card client",
    )


def _box(row: ClientCard) -> rx.Component:
    box = rx.el.input(
        type="checkbox", aria_label=f"Choisir {row.name}", custom_attrs={"data-pick": row.id}, default_checked=False
    )
    return rx.el.label(box, class_name="client-pick")


def _who(row: ClientCard) -> rx.Component:
    marks = rx.fragment(
        health_badge(row.health),
        rx.cond(row.is_prospect, ui.badge("Prospect", tone="accent")),
        rx.cond(row.is_archived, ui.badge("Archivé")),
    )
    name = rx.el.a(row.name, href=f"{CLIENTS}/{row.id}", custom_attrs=ui.card_opener(), class_name="name-link")
    return rx.el.h2(name, marks, class_name="client-name")


def _what(row: ClientCard) -> rx.Component:
    goal = rx.el.p(
        ui.icon("target", size=15), rx.el.span("Objectif\u202f: «\u00a0", row.goal, "\u00a0»"), class_name="standing"
    )
    return rx.el.div(
        rx.el.ul(rx.foreach(row.about, rx.el.li), class_name="brief-facts"),
        standing_line(row.why, row.is_ahead),
        rx.cond(row.goal != "", goal),
        rx.cond(row.tags.length() > 0, ui.tag_list(row.tags)),
        class_name="client-facts",
    )


def _acts(row: ClientCard, on_plan: Any, on_bring_back: Any) -> rx.Component:
    go = ui.link_button("Voir fiche", href=f"{CLIENTS}/{row.id}", size="sm", aria_label=f"Voir fiche\u202f: {row.name}")
    plan = ui.button(
        "Planifier",
        icon="calendar-plus",
        size="sm",
        variant="ghost",
        on_click=on_plan(row.id),
        aria_label=f"Planifier\u202f: {row.name}",
    )
    back = ui.button("Rétablir", icon="archive-restore", size="sm", variant="ghost", on_click=on_bring_back(row.id))
    reach = ui.contact_links(row.reach, row.name)
    return rx.el.div(go, rx.cond(row.is_archived, back, plan), reach, class_name="client-acts")


def _more(row: ClientCard, on_archive: Any, on_bring_back: Any) -> rx.Component:
    """Nothing more of who is archived."""
    entries = [("Archiver", "archive", on_archive(row.id), "neutral")]
    menu = ui.menu("ellipsis", entries, label=f"Autres actions\u202f: {row.name}", variant="ghost")
    return rx.el.div(rx.cond(row.is_archived, rx.fragment(), menu), class_name="client-more")
