"""Keys for those who do not want to reach for the mouse: few, listed under « ? », and turned off with one box."""

from typing import Any

import reflex as rx

from trustcoach_app import ui

from .navigation import ENTRIES

LETTERS = {"focus": "f", "planning": "p", "setter": "s"}
"""What follows `g`, by an entry's key."""

NEW = {"aria-keyshortcuts": "n"}
"""Of the button that opens a new session."""

SEARCH = {"aria-keyshortcuts": "/"}
"""Of the field in which a page is searched."""

PLACES = [[LETTERS[entry.key], entry.href] for entry in ENTRIES["coach"] if entry.key in LETTERS]
ROWS = [
    *([f"g {LETTERS[entry.key]}", f"Aller à {entry.label}"] for entry in ENTRIES["coach"] if entry.key in LETTERS),
    ["n", "Nouvelle séance (Focus et Planning)"],
    ["/", "Rechercher dans la page"],
    ["?", "Afficher cette liste"],
]


class _Shortcuts(rx.Component):
    """assets/shell/shortcuts.jsx"""

    library = "$/public/shell/shortcuts.jsx"
    tag = "Shortcuts"

    title: rx.Var[str]
    rows: rx.Var[list[list[str]]]
    places: rx.Var[list[list[str]]]
    on_label: rx.Var[str]
    close_label: rx.Var[str]
    hint: rx.Var[str]


class _ShortcutsEntry(rx.Component):
    """assets/shell/shortcuts.jsx"""

    library = "$/public/shell/shortcuts.jsx"
    tag = "ShortcutsEntry"


def shortcuts() -> rx.Component:
    """The keys and their list; one per page."""
    words: dict[str, Any] = {
        "title": "Raccourcis clavier",
        "on_label": "Raccourcis actifs",
        "hint": "Ils ne font rien dans un champ. Votre navigateur garde ce choix.",
        "close_label": "Fermer",
    }
    return _Shortcuts.create(rows=ROWS, places=PLACES, class_name="dialog dialog-md", **words)


def shortcuts_entry() -> rx.Component:
    """Their line in the person's menu."""
    return _ShortcutsEntry.create(
        ui.icon("keyboard"), rx.el.span("Raccourcis clavier"), class_name="menu-item menu-item-neutral"
    )
