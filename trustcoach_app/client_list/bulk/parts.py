"""The bar that acts on all who are picked."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.merging.state import MergeState
from trustcoach_app.client_list.address import CSV_PATH
from trustcoach_app.client_list.bulk.state import PickedState
from trustcoach_app.models.tags import LONGEST_TAG


class _Selection(rx.Component):
    """assets/ui/selection.jsx: the first child is the bar, the second the rows."""

    library = "$/public/ui/selection.jsx"
    tag = "Selection"


def selectable(rows: rx.Component, *, known_tags: Any, is_archive: Any) -> rx.Component:
    """Rows with boxes (`data-pick`), and the bar that appears when one of them is ticked."""
    return _Selection.create(_bar(known_tags, is_archive), rows)


def _bar(known_tags: Any, is_archive: Any) -> rx.Component:
    state = PickedState
    tag = ui.form(
        _picked(),
        rx.el.input(
            name="tag",
            placeholder="Étiquette",
            aria_label="Étiquette à donner",
            list="picked-tags",
            max_length=LONGEST_TAG,
            key=f"tag-{state.tag_key}",
            class_name="input",
            custom_attrs={"aria-invalid": rx.cond(state.errors["tag"], "true", "false")},
        ),
        rx.el.datalist(
            rx.foreach(known_tags, lambda row: rx.el.option(value=row.value)), custom_attrs={"id": "picked-tags"}
        ),
        ui.button("Étiqueter", type="submit", size="sm", variant="secondary", icon="tag"),
        ui.refusal(state.errors["tag"]),
        on_submit=state.tag,
        is_kept=False,
        class_name="bulk-form",
    )
    export = ui.link_button(
        "Exporter",
        href=CSV_PATH,
        variant="ghost",
        size="sm",
        icon="file-down",
        reload_document=True,
        custom_attrs={"data-picked-href": f"{CSV_PATH}?choix="},
    )
    away = _act("Archiver", "archive", state.archive_picked)
    back = _act("Rétablir", "archive-restore", state.bring_back_picked)
    merge = _act("Fusionner", "merge", MergeState.open_picked)
    return rx.el.div(tag, rx.cond(is_archive, back, away), merge, export, class_name="bulk-acts")


def _act(label: str, icon: str, on_submit: Any) -> rx.Component:
    button = ui.button(label, type="submit", size="sm", variant="ghost", icon=icon)
    return ui.form(_picked(), button, on_submit=on_submit, is_kept=False, class_name="bulk-form")


def _picked() -> rx.Component:
    """Filled by the selection, out of React’s hands."""
    return rx.el.input(type="hidden", name="picked", default_value="", custom_attrs={"data-picked": ""})
