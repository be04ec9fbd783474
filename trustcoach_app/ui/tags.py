"""Words that somebody gave a row: shown, taken away, and given."""

from typing import Any

import reflex as rx

from trustcoach_app.reflex_seams.components import ImportDict

from .field import suggestions
from .form import form, refusal
from .icon import icon

_SHEET: ImportDict = {"": "$/public/styles/lists.css"}


class _Tags(rx.el.Ul):
    def add_imports(self) -> ImportDict:
        return _SHEET


class _TagLine(rx.el.Div):
    def add_imports(self) -> ImportDict:
        return _SHEET


def tag_list(tags: Any) -> rx.Component:
    """The tags of one row of a list."""
    return _Tags.create(
        rx.foreach(tags, lambda tag: rx.el.li(tag, key=tag, class_name="tag")),
        aria_label="Étiquettes",
        class_name="tags",
    )


def tag_editor(
    tags: Any, *, known: Any, longest: int, error: Any, field_key: Any, on_add: Any, on_remove: Any
) -> rx.Component:
    """The tags, each with its way out, and room for one more.

    Args:
        known: what the practice has already, offered while one types.
        field_key: changes when the field is to start anew.
        on_add: takes the form, whose field is `tag`. on_remove: takes a tag.
    """
    new = form(
        rx.el.input(
            name="tag",
            placeholder="Ajouter une étiquette",
            aria_label="Ajouter une étiquette",
            max_length=longest,
            list="known-tags",
            auto_complete="off",
            class_name="tag-input",
            key=f"tag-{field_key}",
        ),
        suggestions("known-tags", known),
        on_submit=on_add,
        class_name="tag-form",
    )
    each = rx.foreach(tags, lambda tag: _tag(tag, on_remove))
    return _TagLine.create(icon("tags", size=16), each, new, refusal(error), class_name="tag-line")


def _tag(tag: Any, on_remove: Any) -> rx.Component:
    out = rx.el.button(
        icon("x", size=13), type="button", aria_label=f"Retirer l’étiquette {tag}", on_click=on_remove(tag)
    )
    return rx.el.span(tag, out, key=tag, class_name="tag")
