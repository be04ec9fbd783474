"""Pieces of /admin: functions of rows and handlers."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.admin.state import LONGEST_SEARCH

BADGE_LEVELS = (("standard", "Standard"), ("verified", "Vérifié"), ("premium", "Premium"))


def search_form(*, value: Any, on_submit: Any, clear_href: str) -> rx.Component:
    """Find a coach by name, address or specialty."""
    return ui.form(
        rx.el.div(
            ui.icon("search", size=18),
            rx.el.input(
                type="search",
                name="q",
                default_value=value,
                placeholder="Nom, adresse ou spécialité",
                aria_label="Rechercher un coach",
                custom_attrs=ui.page_search(),
                max_length=LONGEST_SEARCH,
                class_name="input",
                key=value,
            ),
            class_name="search",
        ),
        ui.button("Rechercher", type="submit", variant="secondary"),
        rx.cond(value != "", ui.link_button("Tout afficher", href=clear_href, variant="ghost")),
        on_submit=on_submit,
        is_kept=False,
        role="search",
        class_name="flex flex-wrap items-center gap-3",
    )


def coach_cells(row: Any, menu: Sequence[Any]) -> list[Any]:
    person = rx.el.span(
        ui.avatar(row.initials, tone_index=row.tone_index, size="sm"),
        rx.el.span(
            rx.el.span(row.name, class_name="font-semibold"),
            rx.el.span(ui.address(row.email), class_name="text-sm text-ink-soft wrap-anywhere"),
            class_name="flex flex-col min-w-0",
        ),
        class_name="inline-flex items-center gap-3 min-w-52",
    )
    return [
        person,
        rx.cond(row.specialty != "", row.specialty, "—"),
        ui.badge(row.state_label, tone=row.state_tone, dot=True),
        ui.badge(row.badge_label, tone=row.badge_tone),
        row.clients,
        row.sessions,
        rx.el.span(
            rx.el.span(row.last_seen),
            rx.el.span("Créé le ", row.created, class_name="text-sm text-ink-soft lesser"),
            class_name="flex flex-col",
        ),
        ui.menu("ellipsis", menu, label=f"Actions\u202f: {row.name}"),
    ]


def coach_menu(row: Any, *, on_resend: Any, on_badge: Any, on_deactivate: Any, on_reactivate: Any) -> list[Any]:
    """What can be done about one coach, in their present state."""
    return [
        rx.cond(row.state == "invited", ui.menu_item("Renvoyer l’invitation", "mail", on_resend(row.id))),
        *[
            rx.cond(row.badge != level, ui.menu_item(f"Badge {label.lower()}", "badge-check", on_badge(row.id, level)))
            for level, label in BADGE_LEVELS
        ],
        rx.cond(
            row.state == "inactive",
            ui.menu_item("Réactiver", "user-check", on_reactivate(row.id)),
            ui.menu_item("Désactiver", "user-x", on_deactivate(row.id), "danger"),
        ),
    ]


def pager(page: Any, pages: Any, *, on_turn: Any) -> rx.Component:
    """Page n of m; nothing where all fits on one."""
    bar = rx.el.nav(
        ui.button("Précédents", variant="secondary", size="sm", disabled=page <= 1, on_click=on_turn(-1)),
        rx.el.span("Page ", page, " sur ", pages, class_name="text-sm text-ink-soft"),
        ui.button("Suivants", variant="secondary", size="sm", disabled=page >= pages, on_click=on_turn(1)),
        aria_label="Pages",
        class_name="flex items-center justify-center gap-4",
    )
    return rx.cond(pages > 1, bar)


def journal_cells(row: Any) -> list[Any]:
    return [
        rx.el.span(row.when, class_name="whitespace-nowrap"),
        ui.badge(row.what, tone=row.tone),
        row.who,
        rx.cond(row.about != "", row.about, "—"),
        rx.cond(row.ip != "", row.ip, "—"),
    ]
