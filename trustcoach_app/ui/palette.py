"""⌘K: everything by a few letters. A combobox over a list; its window comes in idle time, or when first needed."""

from typing import Any

import reflex as rx

from .icon import icon

WORDS = {
    "title": "Rechercher ou agir",
    "field": "Rechercher un client, une page, une action",
    "hint": "Client, page ou action…",
    "list": "Résultats",
    "acts": "Actions",
    "places": "Pages",
    "recent": "ouverts récemment",
    "close": "Fermer",
    "asking": "Recherche…",
    "none": "Rien ne correspond.",
    "lost": "Connexion perdue\u202f: vos clients reviennent avec elle. Pages et actions restent là.",
    "late": "La recherche ne répond pas. Modifiez un mot pour réessayer.",
    "one": "résultat",
    "many": "résultats",
}


class _Palette(rx.Component):
    """assets/ui/palette.jsx: the children are the icons of acts and places, in their order."""

    library = "$/public/ui/palette.jsx"
    tag = "Palette"

    words: rx.Var[dict[str, str]]
    acts: rx.Var[list[dict[str, str]]]
    places: rx.Var[list[dict[str, str]]]
    heading: rx.Var[str]
    path: rx.Var[str]
    found: rx.Var[Any]
    longest: rx.Var[int]
    most_recent: rx.Var[int]
    on_ask: rx.EventHandler[rx.event.passthrough_event_spec(str, str, str)]
    on_act: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class _PaletteButton(rx.Component):
    """assets/ui/palette.jsx"""

    library = "$/public/ui/palette.jsx"
    tag = "PaletteButton"

    label: rx.Var[str]


def palette(*, icons: list[rx.Component], found: Any, on_ask: Any, on_act: Any, **given: Any) -> rx.Component:
    """The keys that open it, and its window.

    Args:
        icons: of acts, then of places.
        found: the answer (question, rows with key, label, hint, href, initials, tone_index) to what `on_ask` received:
            a name for the question, what is typed, and the ids that were opened last.
        on_act: receives the key of an act.
        given: `acts` and `places` (key, label, href; an act its `dialog` too), `heading` and `path` of what is found,
            `longest` question, `most_recent` ids.
    """
    return _Palette.create(*icons, words=WORDS, found=found, on_ask=on_ask, on_act=on_act, **given)


def palette_button() -> rx.Component:
    """Opens it without a keyboard; says the keys where there is room."""
    words = rx.el.span("Rechercher", class_name="palette-open-word")
    return _PaletteButton.create(icon("search", size=20), words, label=WORDS["title"], class_name="palette-open")
