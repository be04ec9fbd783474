"""The notes of one lead."""

from typing import Any

import reflex as rx

from trustcoach_app import ui


def notes(state: Any) -> rx.Component:
    """The text, and the choice when two windows wrote."""
    saved = rx.cond(state.saved_label != "", state.saved_label, "Visibles de vous seul, chiffrées.")
    waiting = rx.cond(state.other_text != "", "Pas encore enregistré : choisissez un texte.", "Enregistrement…")
    return rx.fragment(
        rx.cond(state.other_text != "", _other_window(state)),
        ui.autosave(
            "Notes",
            draft_key=f"lead-{state.lead}",
            initial=state.note,
            revision=state.revision,
            saved=state.saved_edit,
            saved_label=saved,
            saving_label=waiting,
            on_save=state.save,
            placeholder="Ce qui compte pour cette personne, ce qu’il faudra reprendre…",
            key=f"{state.lead}-{state.note_key}",
        ),
    )


def _other_window(state: Any) -> rx.Component:
    return rx.el.div(
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
