"""Dialogs: native, modal, a sheet on phones. Esc, the veil, the cross and what leaves in the footer call `on_close`.

Once something was typed, each of them says first that it would be lost.
"""

from typing import Any, Literal

import reflex as rx

from ._props import blank, classed, present
from .button import button, icon_button


class _Dialog(rx.Component):
    """assets/ui/dialog.jsx"""

    library = "$/public/ui/dialog.jsx"
    tag = "Dialog"

    open: rx.Var[bool]
    opening: rx.Var[int]
    labelledby: rx.Var[str]
    describedby: rx.Var[str]
    unsaved: rx.Var[str]
    stranded: rx.Var[str]
    on_close: rx.EventHandler[rx.event.no_args_event_spec]
    on_reopen: rx.EventHandler[rx.event.no_args_event_spec]


UNSAVED = "Votre saisie n’est pas enregistrée. Encore une fois, et la fenêtre se ferme sans la garder."
STRANDED = "La connexion a été coupée trop longtemps. Copiez ce que vous avez écrit avant de fermer cette fenêtre."
LEAVES = {"data-leaves": ""}
"""What in a dialog closes it, without asking the server."""


def dialog(
    *children: Any,
    open: Any,  # noqa: A002  the attribute's own name
    on_close: Any,
    title: Any,
    opening: Any = 0,
    on_reopen: Any = None,
    description: Any = "",
    size: Literal["md", "lg"] = "md",
    footer: Any = None,
    id: str = "dialog",  # noqa: A002  the attribute's own name
    **props: Any,
) -> rx.Component:
    """A modal dialog. Its children exist only while it is open, so a form starts afresh each time.

    Focus goes to `[data-autofocus]`, else the first field, else the title; on closing it returns to where it was.

    Args:
        on_close: handler without arguments; it must set the bool Var `open` to False.
        opening: a number that grows with each opening: each begins afresh, however fast it follows the last.
        on_reopen: the event that opens it again as it is now, for when the server forgot the page and nobody closed it.
        footer: a button, or a list of them; the last is the main one.
        id: its own, where several dialogs are open at once.
    """
    buttons = footer if isinstance(footer, list | tuple) else present(footer)
    parts = [
        _head(id, title, description),
        rx.el.div(*children, class_name="dialog-body"),
        rx.el.div(*buttons, class_name="dialog-foot") if buttons else None,
        icon_button("x", label="Fermer", custom_attrs=LEAVES, class_name="dialog-close"),
    ]
    described = {} if blank(description) else {"describedby": f"{id}-description"}
    handlers = {"on_close": on_close, **({} if on_reopen is None else {"on_reopen": on_reopen})}
    named = {"opening": opening, "labelledby": f"{id}-title", **described}
    look = classed(props, "dialog", f"dialog-{size}")
    return _Dialog.create(*present(*parts), open=open, unsaved=UNSAVED, stranded=STRANDED, **named, **handlers, **look)


def leave_button(label: str = "Fermer", **props: Any) -> rx.Component:
    """Closes the dialog around it, like Esc does."""
    attributes = {**LEAVES, **props.pop("custom_attrs", {})}
    return button(label, custom_attrs=attributes, **{"variant": "secondary", **props})


def form_footer(form: str, *, save: Any = "Enregistrer", leave: str = "Fermer") -> list[rx.Component]:
    """The footer of a dialog around a form, whose id is `form`."""
    return [
        leave_button(leave),
        button(save, type="submit", custom_attrs={"form": form}),
    ]


def confirm(
    open: Any,  # noqa: A002  the attribute's own name
    on_close: Any,
    on_confirm: Any,
    title: Any,
    body: Any,
    confirm_label: Any,
    tone: Literal["danger", "primary"] = "danger",
    **props: Any,
) -> rx.Component:
    """A question before something that cannot be undone. The focus waits on « Retour »."""
    cancel = leave_button("Retour", custom_attrs={"data-autofocus": ""})
    return dialog(
        rx.el.p(body, class_name="text-ink-soft"),
        open=open,
        on_close=on_close,
        title=title,
        footer=[cancel, button(confirm_label, variant=tone, on_click=on_confirm)],
        **{"id": "confirm", **props},
    )


def _head(identity: str, title: Any, description: Any) -> rx.Component:
    heading = rx.el.h2(title, custom_attrs={"id": f"{identity}-title"}, tab_index=-1, class_name="dialog-title")
    words = rx.el.p(description, custom_attrs={"id": f"{identity}-description"}, class_name="dialog-description")
    return rx.el.div(*present(heading, None if blank(description) else words), class_name="dialog-head")
