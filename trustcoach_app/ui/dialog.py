"""Dialogs: native, modal, a sheet on phones. Esc, the veil and the cross all call `on_close`.

Once something was typed, Esc and the veil say first that it would be lost.
"""

from typing import Any, Literal

import reflex as rx

from ._props import blank, classed, present
from .button import button
from .icon import icon


class _Dialog(rx.Component):
    """assets/ui/dialog.jsx"""

    library = "$/public/ui/dialog.jsx"
    tag = "Dialog"

    open: rx.Var[bool]
    opening: rx.Var[int]
    labelledby: rx.Var[str]
    describedby: rx.Var[str]
    unsaved: rx.Var[str]
    on_close: rx.EventHandler[rx.event.no_args_event_spec]


class _DialogClose(rx.Component):
    """Closes the dialog around it at once, without asking the server."""

    library = "$/public/ui/dialog.jsx"
    tag = "DialogClose"

    label: rx.Var[str]


def dialog(
    *children: Any,
    open: Any,  # noqa: A002  the attribute's own name
    on_close: Any,
    title: Any,
    opening: Any = 0,
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
        footer: a button, or a list of them; the last is the main one.
        id: its own, where several dialogs are open at once.
    """
    buttons = footer if isinstance(footer, list | tuple) else present(footer)
    parts = [
        _head(id, title, description),
        rx.el.div(*children, class_name="dialog-body"),
        rx.el.div(*buttons, class_name="dialog-foot") if buttons else None,
        _cross(),
    ]
    described = {"describedby": f"{id}-description"} if not blank(description) else {}
    return _Dialog.create(
        *present(*parts),
        open=open,
        opening=opening,
        on_close=on_close,
        labelledby=f"{id}-title",
        unsaved="Votre saisie n’est pas enregistrée. Encore une fois, et la fenêtre se ferme sans la garder.",
        **described,
        **classed(props, "dialog", f"dialog-{size}"),
    )


def _cross() -> rx.Component:
    look = "button button-ghost button-icon dialog-close"
    return _DialogClose.create(icon("x", size=20), label="Fermer", class_name=look)


def form_footer(form: str, on_close: Any, *, save: Any = "Enregistrer", leave: str = "Fermer") -> list[rx.Component]:
    """The footer of a dialog around a form, whose id is `form`."""
    return [
        button(leave, variant="secondary", on_click=on_close),
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
    cancel = button("Retour", variant="secondary", on_click=on_close, custom_attrs={"data-autofocus": ""})
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
