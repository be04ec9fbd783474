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
    line_label: rx.Var[str]
    on_line: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def autosave(
    label: str,
    *,
    id: str,  # noqa: A002  the HTML attribute's own name
    longest: int,
    placeholder: str = "",
    **props: Any,
) -> rx.Component:
    """A large text area under its label.

    Args:
        longest: how many characters the server takes.
        props: `draft_key` names the text in this tab's own storage until it is acknowledged; `initial` is what the
            server has, shown when it changes, unless something is being typed; `revision` counts what the server
            stored, and an edit says on which one it is based; `saved` is the number of the last edit that the server
            has stored, `saved_label` what is said then; `on_save` takes the text, the number of the edit and the
            revision it is based on. `line_label` and `on_line` give a button that sends the line of the cursor.
    """
    words = {
        "saving_label": "Enregistrement…",
        "offline_label": "Hors ligne\u202f: votre texte est gardé ici, il sera enregistré au retour du réseau.",
    }
    return rx.el.div(
        rx.el.label(label, html_for=id, class_name="field-label"),
        _Autosave.create(
            class_name="input autosave",
            custom_attrs={"id": id, "placeholder": placeholder, "maxLength": longest},
            **{**words, **props},
        ),
        class_name="field",
    )
