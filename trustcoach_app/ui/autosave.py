"""A text that is saved while it is typed."""

from typing import Any

import reflex as rx

OFFLINE = "Hors ligne : votre texte est gardé ici, il sera enregistré au retour du réseau."


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
    on_keep_mine: rx.EventHandler[rx.event.no_args_event_spec]


def autosave(
    label: str,
    *,
    draft_key: Any,
    initial: Any,
    revision: Any,
    saved: Any,
    other: Any,
    on_save: Any,
    on_keep_mine: Any,
    longest: int,
    id: str = "notes",  # noqa: A002  the HTML attribute's own name
    **props: Any,
) -> rx.Component:
    """A large text area under its label; whether it is saved stands below.

    Args:
        draft_key: names the text in this tab's own storage until it is acknowledged.
        initial: what the server has; shown when it changes, unless something is being typed.
        revision: counts what the server stored; an edit says on which one it is based.
        saved: number of the last edit that the server has stored.
        other: what the server has instead, when it took an edit for another window's.
        on_save: handler that takes the text, the number of the edit and the revision it is based on.
        on_keep_mine: handler that lets the next edit replace `other`.
        longest: how many characters the server takes.
        props: `saved_label`, `saving_label`, `placeholder`.
    """
    attributes = {"placeholder": props.pop("placeholder", ""), "maxLength": longest, "id": id}
    known = {"draft_key": draft_key, "initial": initial, "revision": revision, "saved": saved, "other": other}
    handlers = {"on_save": on_save, "on_keep_mine": on_keep_mine}
    words = {"offline_label": OFFLINE, **props}
    field = _Autosave.create(class_name="input autosave", custom_attrs=attributes, **known, **handlers, **words)
    return rx.el.div(rx.el.label(label, html_for=id, class_name="field-label"), field, class_name="field")
