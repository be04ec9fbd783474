"""A list whose filter and page stand in the address: search, chips, what was found, the pages on either side."""

from typing import Any

import reflex as rx

from trustcoach_app.reflex_seams.components import ImportDict

from ._props import present
from .badge import badge
from .button import ASKS, button, link_button
from .form import form
from .icon import icon
from .shortcuts import page_search


class _Current(rx.Component):
    """assets/ui/current.jsx"""

    library = "$/public/ui/current.jsx"
    tag = "Current"

    query: rx.Var[str]
    answer: rx.Var[int]

    def add_imports(self) -> ImportDict:
        return {"": "$/public/styles/lists.css"}


def current(sent: rx.Component, stand_in: rx.Component, *, query: Any, answer: Any) -> rx.Component:
    """What was sent for the address that is open, or a stand-in: no rows of an earlier one, not for a moment."""
    return _Current.create(sent, stand_in, query=query, answer=answer)


def list_search(
    *filters: rx.Component, words: Any, label: str, placeholder: str, count: Any, key: Any, on_submit: Any
) -> rx.Component:
    """One form: words, and filters that are folded while none is set.

    Args:
        words: what is searched for now.
        label: the field's name for those who do not see it.
        count: a Var, how many of the filters are set, in digits; empty when none is.
        key: changes when the address was changed by anything but the form, whose fields then start anew.
    """
    typed = rx.el.input(
        type="search",
        name="q",
        default_value=words,
        placeholder=placeholder,
        aria_label=label,
        custom_attrs=page_search(),
        max_length=80,
        class_name="input",
    )
    line = rx.el.div(
        rx.el.div(icon("search", size=18), typed, class_name="search list-words"),
        button("Rechercher", type="submit", variant="secondary"),
        class_name="list-line",
    )
    return form(
        line,
        *present(_folded(filters, count) if filters else None),
        on_submit=on_submit,
        is_kept=False,
        role="search",
        key=f"form-{key}",
        class_name="list-search",
    )


def _folded(filters: tuple[rx.Component, ...], count: Any) -> rx.Component:
    shown = rx.cond(count != "", badge(count, tone="accent"))
    return rx.el.details(
        rx.el.summary(icon("chevron-right", size=16), "Filtres", shown),
        rx.el.div(*filters, button("Appliquer", type="submit", variant="secondary"), class_name="list-filters"),
        open=count != "",
        class_name="details list-more",
    )


def list_choice(label: str, name: str, first: list[tuple[str, str]], rows: Any, value: Any) -> rx.Component:
    """A filter that is one of a list: fixed entries first, then those of the practice (rows with value and label)."""
    fixed = [rx.el.option(text, value=key) for key, text in first]
    own = [] if rows is None else [rx.foreach(rows, lambda row: rx.el.option(row.label, value=row.value))]
    control = rx.el.select(*fixed, *own, default_value=value, name=name, class_name="input", custom_attrs={"id": name})
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="field-label"),
        rx.el.span(control, icon("chevron-down"), class_name="select"),
        class_name="field",
    )


def list_chips(*chips: rx.Component, rows: Any, label: str) -> rx.Component:
    """Filters that are links, each with its count; `chips` come first."""
    return rx.el.nav(*chips, rx.foreach(rows, _plain_chip), aria_label=label, class_name="list-chips")


def list_chip(chip: Any, *picture: rx.Component, look: str = "") -> rx.Component:
    """One of them: a row with key, label, count, href and is_chosen (choices.py)."""
    return rx.el.a(
        *picture,
        chip.label,
        rx.cond(chip.count != "", rx.el.span(chip.count, class_name="list-count")),
        href=chip.href,
        custom_attrs={"aria-current": rx.cond(chip.is_chosen, "true", "false")},
        key=chip.key,
        class_name=f"list-chip {look}".strip(),
    )


def list_pick(chip: Any, *, on_click: Any) -> rx.Component:
    """A filter of a list that has no address of its own: the same look, a button that says whether it is chosen."""
    return rx.el.button(
        chip.label,
        type="button",
        on_click=on_click,
        custom_attrs={**ASKS, "aria-pressed": rx.cond(chip.is_chosen, "true", "false")},
        key=chip.key,
        class_name="list-chip",
    )


def _plain_chip(row: Any) -> rx.Component:
    """What a loop over rows may call: it looks at how many arguments there are."""
    return list_chip(row)


def list_summary(found: Any, *, is_filtered: Any, clear_href: str, export_href: Any) -> rx.Component:
    """How many there are, the way back to all of them, and the file of them (none while `export_href` is empty)."""
    clear = link_button("Effacer les filtres", href=clear_href, variant="ghost", size="sm", icon="x")
    export = link_button(
        "Exporter", href=export_href, variant="ghost", size="sm", icon="file-down", reload_document=True
    )
    return rx.el.div(
        rx.el.p(found, role="status"),
        rx.cond(is_filtered, clear),
        rx.cond(export_href != "", export),
        class_name="list-summary",
    )


def list_pager(newer: Any, older: Any, *, labels: tuple[str, str] = ("Précédents", "Suivants")) -> rx.Component:
    """To the pages on either side: links, so that back and reload keep the page."""
    return rx.cond(
        (newer != "") | (older != ""),
        rx.el.nav(
            _turn(labels[0], "chevron-left", newer),
            _turn(labels[1], "chevron-right", older),
            aria_label="Pages de la liste",
            class_name="list-pager",
        ),
    )


def _turn(label: str, picture: str, href: Any) -> rx.Component:
    return rx.cond(href != "", link_button(label, href=href, icon=picture, size="sm"), rx.el.span())
