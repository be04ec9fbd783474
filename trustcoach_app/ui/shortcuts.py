"""Keys for who does not reach for the mouse: few, listed under « ? », silent in fields, turned off with one box.

A page takes part by marking what it has, in `custom_attrs`; the list says it in the words that are shown there.
"""

import reflex as rx

from .icon import icon

WORDS = {
    "title": "Raccourcis clavier",
    "go": "Aller à",
    "cards": "Passer à la carte suivante, à la précédente",
    "open": "Ouvrir la carte choisie",
    "enter": "Entrée",
    "palette": "Rechercher un client, une page, une action",
    "this": "Afficher cette liste",
    "on": "Raccourcis actifs",
    "hint": "Ils ne font rien dans un champ ni dans une fenêtre ouverte. Ce navigateur garde votre choix.",
    "close": "Fermer",
}


class _Shortcuts(rx.Component):
    """assets/ui/shortcuts.jsx"""

    library = "$/public/ui/shortcuts.jsx"
    tag = "Shortcuts"

    words: rx.Var[dict[str, str]]


class _ShortcutsEntry(rx.Component):
    """assets/ui/shortcuts.jsx"""

    library = "$/public/ui/shortcuts.jsx"
    tag = "ShortcutsEntry"


def primary_act() -> dict[str, str]:
    """Of the button that does what the page is there for; one per page. Each time anew: Reflex writes into it."""
    return {"aria-keyshortcuts": "n"}


def page_search() -> dict[str, str]:
    """Of the field in which a page is searched; one per page."""
    return {"aria-keyshortcuts": "/"}


def card_opener() -> dict[str, str]:
    """Of the link or button by which one card of a list is opened: `j` and `k` go from card to card, Enter opens it."""
    return {"data-card": ""}


def goes(letter: str, name: str) -> dict[str, str]:
    """Of a link of the main navigation: the letter that leads there after `g`, and what the list calls it."""
    return {"data-goes": letter, "data-name": name} if letter else {}


def shortcuts() -> rx.Component:
    """The keys and their list; one per page."""
    return _Shortcuts.create(words=WORDS, class_name="dialog dialog-md")


def shortcuts_entry() -> rx.Component:
    """The line of a menu that shows the list."""
    words = rx.el.span(WORDS["title"])
    return _ShortcutsEntry.create(icon("keyboard"), words, class_name="menu-item menu-item-neutral shortcuts-entry")
