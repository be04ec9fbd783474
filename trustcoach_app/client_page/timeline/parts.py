"""A client's timeline."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.choices import Chip
from trustcoach_app.client_file.parts import only_you, seen_by_client
from trustcoach_app.client_page.timeline.state import TimelineState
from trustcoach_app.client_page.timeline.views import TimelineEntry

PICTURES = {
    "seances": "calendar",
    "moments": "star",
    "resumes": "file-check",
    "objectifs": "target",
    "mesures": "ruler",
    "actions": "list-checks",
    "imports": "file-up",
}
TONES = ("accent", "success", "neutral", "danger")


def timeline() -> rx.Component:
    """Everything that happened, newest first; filtered by who tells it, a page at a time."""
    state = TimelineState
    none = rx.el.p("Rien de tel jusqu’ici\u202f: ce que laissent les séances viendra ici.", class_name="file-none")
    rows = rx.el.ol(rx.foreach(state.entries, _entry), class_name="timeline")
    listed = rx.cond(state.entries.length() > 0, rows, none)
    return ui.section(
        "Historique",
        rx.el.div(rx.foreach(state.chips, _chip), role="group", aria_label="Montrer", class_name="list-chips"),
        ui.card(
            ui.whose(
                rx.fragment(rx.cond(state.is_loaded, listed, ui.skeleton(lines=3)), _pager()),
                ui.skeleton(lines=3),
                id=state.shown,
            )
        ),
    )


def _pager() -> rx.Component:
    state = TimelineState
    newest = ui.button(
        "Revenir au plus récent", icon="chevrons-up", size="sm", variant="ghost", on_click=state.go_newest
    )
    older = ui.button("Plus ancien", icon="chevron-down", size="sm", variant="secondary", on_click=state.go_older)
    both = rx.fragment(rx.cond(state.older != "", older), rx.cond(state.is_newest, rx.fragment(), newest))
    return rx.cond((state.older != "") | ~state.is_newest, rx.el.div(both, class_name="timeline-pager"))


def _chip(chip: Chip) -> rx.Component:
    return ui.list_pick(chip, on_click=TimelineState.choose(chip.key))


def _entry(row: TimelineEntry) -> rx.Component:
    pictures = [(key, ui.icon(picture, size=16)) for key, picture in PICTURES.items()]
    picture = rx.el.span(
        rx.match(row.source, *pictures, ui.icon("message-circle", size=16)), class_name="timeline-picture"
    )
    title = rx.cond(row.href != "", rx.el.a(row.title, href=row.href, class_name="name-link"), rx.el.span(row.title))
    badges = [(tone, ui.badge(row.status, tone=tone)) for tone in TONES]
    status = rx.cond(row.status != "", rx.match(row.tone, *badges, ui.badge(row.status, tone="warning")))
    seen_by = rx.fragment(rx.cond(row.is_shared, seen_by_client()), rx.cond(row.is_private, only_you()))
    words = rx.el.div(
        rx.el.div(rx.el.span(title, class_name="file-title"), status, class_name="file-head"),
        rx.cond(row.text != "", rx.el.p(row.text, class_name="timeline-text")),
        rx.el.div(rx.el.span(row.when, class_name="file-when"), seen_by, class_name="file-said"),
        class_name="min-w-0 flex-1",
    )
    return rx.el.li(picture, words, key=row.key, class_name="file-row")
