"""A text that is saved while it is typed."""

from typing import Any

import reflex as rx

OFFLINE = "Hors ligne\u202f: votre texte est gardé ici, il sera enregistré au retour du réseau."


class _Autosave(rx.Component):
    """assets/ui/autosave.jsx"""

    library = "$/public/ui/autosave.jsx"
    tag = "Autosave"

    draft_key: rx.Var[str]
    initial: rx.Var[str]
    revision: rx.Var[int]
    saved: rx.Var[int]
    other: rx.Var[str]
    saved_label: rx.Var[str]
    saving_label: rx.Var[str]
    offline_label: rx.Var[str]
    on_save: rx.EventHandler[rx.event.passthrough_event_spec(str, int, int)]
    line_label: rx.Var[str]
    on_line: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_keep_mine: rx.EventHandler[rx.event.no_args_event_spec]


def autosave(
    label: str,
    *,
    id: str,  # noqa: A002  the HTML attribute's own name
    longest: int,
    placeholder: str = "",
    **props: Any,
) -> rx.Component:
    """A large text area under its label; whether it is saved stands below.

    Args:
        longest: how many characters the server takes.
        props: `draft_key` names the text in this tab's own storage until it is acknowledged; `initial` is what the
            server has, shown when it changes, unless something is being typed; `revision` counts what the server
            stored, and an edit says on which one it is based; `saved` is the number of the last edit that the server
            has stored, `saved_label` what is said then; `on_save` takes the text, the number of the edit and the
            revision it is based on. `other` is what the server has instead, when it took an edit for another window's,
            and `on_keep_mine` lets the next edit replace it. `line_label` and `on_line` give a button that sends the
            line of the cursor.
    """
    words = {"saving_label": "Enregistrement…", "offline_label": OFFLINE, **props}
    attributes = {"id": id, "placeholder": placeholder, "maxLength": longest}
    return rx.el.div(
        rx.el.label(label, html_for=id, class_name="field-label"),
        _Autosave.create(class_name="input autosave", custom_attrs=attributes, **words),
        class_name="field",
    )
