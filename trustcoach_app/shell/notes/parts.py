"""Notes as they are shown: the field, and the choice when two windows wrote."""

from typing import Any

import reflex as rx

from trustcoach_app import ui


def notes_field(
    state: Any,
    label: str,
    *,
    id: str = "notes",  # noqa: A002  the HTML attribute's own name
    draft_key: Any,
    key: Any,
    longest: int,
    placeholder: str,
    unsaved_label: str = "Visibles de vous seul, chiffrées.",
    **props: Any,
) -> rx.Component:
    """The text, and whether it is saved; `unsaved_label` stands there while nothing was typed."""
    waiting = rx.cond(state.other_text != "", "Pas encore enregistré\u202f: choisissez un texte.", "Enregistrement…")
    return ui.autosave(
        label,
        id=id,
        draft_key=draft_key,
        initial=state.note,
        revision=state.revision,
        saved=state.saved_edit,
        other=state.other_text,
        saved_label=rx.cond(state.saved_label != "", state.saved_label, unsaved_label),
        saving_label=waiting,
        on_save=state.save,
        on_keep_mine=state.keep_mine,
        longest=longest,
        placeholder=placeholder,
        key=key,
        **props,
    )


def other_window(state: Any, what: str = "Ces notes ont été modifiées") -> rx.Component:
    """Two windows wrote: both texts are kept until one is chosen. Nothing while there is one text."""
    notice = rx.el.div(
        rx.el.p(f"{what} dans une autre fenêtre. Rien n’est perdu\u202f: choisissez."),
        ui.details("Voir l’autre texte", ui.prose(state.other_text)),
        rx.el.div(
            ui.button("Prendre l’autre texte", variant="secondary", size="sm", on_click=state.take_other),
            ui.button("Garder le mien", size="sm", on_click=state.keep_mine),
            class_name="flex flex-wrap gap-2",
        ),
        role="alert",
        class_name="notice notice-warning",
    )
    return rx.cond(state.other_text != "", notice)
