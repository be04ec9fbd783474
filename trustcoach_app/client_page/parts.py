"""Pieces of the page of one client."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.standing.parts import health_badge, standing_line
from trustcoach_app.client_page.views import ClientFileView, FileSession

TONES = ("accent", "success", "neutral", "danger")


def head(view: ClientFileView, *, actions: list[rx.Component]) -> rx.Component:
    """Who it is, how they are doing, and what one does."""
    badges = rx.el.div(
        health_badge(view.health), rx.cond(view.is_archived, ui.badge("Archivé")), class_name="file-badges"
    )
    words = rx.el.div(
        rx.el.h1(view.name, class_name="page-title"),
        rx.el.ul(rx.foreach(view.about, rx.el.li), class_name="brief-facts"),
        badges,
        standing_line(view.why, view.is_ahead),
        class_name="min-w-0",
    )
    face = ui.avatar(view.initials, tone_index=view.tone_index, size="lg")
    return rx.el.header(
        rx.el.div(face, words, class_name="file-face"),
        rx.el.div(*actions, class_name="page-actions"),
        class_name="page-header file-top",
    )


def sessions(view: ClientFileView, *, on_plan: Any) -> rx.Component:
    """Those to come, then those that were, the latest first."""
    add = ui.button("Planifier une séance", icon="calendar-plus", variant="secondary", on_click=on_plan(view.id))
    none = ui.empty_state(
        "calendar-plus", "Aucune séance pour l’instant", "Planifiez la première\u202f: elle apparaîtra ici.", action=add
    )
    more = rx.el.p("Les séances plus anciennes sont dans le planning.", class_name="brief-source")
    listed = rx.fragment(
        rx.cond(view.coming.length() > 0, ui.section("À venir", _rows(view.coming))),
        rx.cond(view.past.length() > 0, ui.section("Séances passées", _rows(view.past), rx.cond(view.has_more, more))),
    )
    return rx.cond((view.coming.length() > 0) | (view.past.length() > 0), listed, none)


def _rows(rows: Any) -> rx.Component:
    return rx.el.ol(rx.foreach(rows, _row), class_name="card file-sessions")


def _row(row: FileSession) -> rx.Component:
    status = rx.match(
        row.tone, *[(tone, ui.badge(row.status, tone=tone)) for tone in TONES], ui.badge(row.status, tone="warning")
    )
    signed = rx.el.span(ui.icon("file-check", size=14), "Résumé signé", class_name="file-signed")
    words = rx.el.div(
        rx.el.a(row.when, href=row.href, custom_attrs=ui.card_opener(), class_name="name-link font-medium"),
        rx.cond(row.what != "", rx.el.p(row.what, class_name="text-ink-soft")),
        rx.cond(row.is_signed, signed),
        class_name="min-w-0 flex-1",
    )
    return rx.el.li(words, status, key=row.id, class_name="file-session")


def contact(view: ClientFileView, *, on_edit: Any) -> rx.Component:
    """How to reach them, and where they live by the clock."""
    edit = ui.button("Modifier", icon="pencil", size="sm", variant="ghost", on_click=on_edit(view.id))
    has_any = (view.reach.email != "") | (view.reach.phone != "")
    none = rx.el.p("Ni adresse ni téléphone.", class_name="text-ink-soft")
    lines = rx.foreach(view.facts, lambda row: rx.el.div(rx.el.dt(row.label), rx.el.dd(row.value), key=row.label))
    return rx.fragment(
        rx.el.div(rx.el.h2("Coordonnées", class_name="section-title"), edit, class_name="section-head"),
        rx.cond(has_any, ui.contact_links(view.reach, view.name, with_words=True), none),
        rx.el.dl(lines, class_name="file-facts"),
    )
