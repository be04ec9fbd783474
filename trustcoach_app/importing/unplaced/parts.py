"""The list of what imports could not place."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.importing.unplaced.state import UnplacedState

TO_PLACE = "Chevauchements, à placer vous-même"


def unplaced_section() -> rx.Component:
    """It stays until the coach says that it is settled."""
    rows = rx.el.ul(rx.foreach(UnplacedState.rows, _row), class_name="devices")
    return rx.cond(UnplacedState.rows.length() > 0, ui.section(TO_PLACE, ui.card(rows)))


def _row(row: Any) -> rx.Component:
    words = rx.el.div(
        rx.el.div(row.what, class_name="font-semibold break-words"),
        rx.el.div(row.why, class_name="text-sm text-ink-soft break-words"),
        class_name="min-w-0",
    )
    buttons = rx.el.div(rx.cond(row.href != "", _see(row)), _settled(row), class_name="flex flex-wrap gap-2 md:ml-auto")
    return rx.el.li(words, buttons, class_name="device flex-wrap md:flex-nowrap")


def _see(row: Any) -> rx.Component:
    named = f"Voir la semaine\u202f: {row.what}"
    return ui.link_button("Voir la semaine", href=row.href, size="sm", icon="calendar-days", aria_label=named)


def _settled(row: Any) -> rx.Component:
    return ui.button(
        "C’est réglé",
        variant="ghost",
        size="sm",
        on_click=UnplacedState.settle(row.import_id, row.number),
        aria_label=f"C’est réglé\u202f: {row.what}",
    )
