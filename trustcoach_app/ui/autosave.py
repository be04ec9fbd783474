"""A text that is saved while it is typed."""

from typing import Any

import reflex as rx


class _Autosave(rx.Component):
    """assets/ui/autosave.jsx"""

    library = "$/public/ui/autosave.jsx"
    tag = "Autosave"

    draft_key: rx.Var[str]
    initial: rx.Var[str]
    revision: rx.Var[int]
    saved: rx.Var[int]
    saved_label: rx.Var[str]
    saving_label: rx.Var[str]
    offline_label: rx.Var[str]
    on_save: rx.EventHandler[rx.event.passthrough_event_spec(str, int, int)]


def autosave(
    label: str,
    *,
    draft_key: Any,
    initial: Any,
    revision: Any,
    saved: Any,
    saved_label: Any,
    on_save: Any,
    longest: int,
    placeholder: str = "",
    **props: Any,
) -> rx.Component:
    """A large text area under its label.

    Args:
        draft_key: names the text in this tab's own storage until it is acknowledged.
        initial: what the server has; shown when it changes, unless something is being typed.
        revision: counts what the server stored; an edit says on which one it is based.
        saved: number of the last edit that the server has stored.
        longest: how many characters the server takes.
        on_save: handler that takes the text, the number of the edit and the revision it is based on.
    """
    return rx.el.label(
        rx.el.span(label, class_name="field-label"),
        _Autosave.create(
            draft_key=draft_key,
            initial=initial,
            revision=revision,
            saved=saved,
            saved_label=saved_label,
            offline_label="Hors ligne : votre texte est gardé ici, il sera enregistré au retour du réseau.",
            on_save=on_save,
            class_name="input autosave",
            custom_attrs={"placeholder": placeholder, "maxLength": longest},
            **{"saving_label": "Enregistrement…", **props},
        ),
        class_name="field",
    )
