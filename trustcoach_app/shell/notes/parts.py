"""Notes as they are shown: the field, and the choice when two windows wrote."""

from typing import Any

import reflex as rx

from trustcoach_app import ui


def notes_field(state: Any, label: str, *, draft_key: Any, key: Any, longest: int, placeholder: str) -> rx.Component:
    """The text, and whether it is saved."""
    waiting = rx.cond(state.other_text != "", "Pas encore enregistré : choisissez un texte.", "Enregistrement…")
    return ui.autosave(
        label,
        draft_key=draft_key,
        initial=state.note,
        revision=state.revision,
        saved=state.saved_edit,
        other=state.other_text,
        saved_label=rx.cond(state.saved_label != "", state.saved_label, "Visibles de vous seul, chiffrées."),
        saving_label=waiting,
        on_save=state.save,
        on_keep_mine=state.keep_mine,
        longest=longest,
        placeholder=placeholder,
        key=key,
    )


def other_window(state: Any) -> rx.Component:
    """Two windows wrote: both texts are kept until one is chosen. Nothing while there is one text."""
    notice = rx.el.div(
        rx.el.p("Ces notes ont été modifiées dans une autre fenêtre. Rien n’est perdu : choisissez."),
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
