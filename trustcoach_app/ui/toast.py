"""Short news at the corner, read out politely. Errors and warnings stay until they are closed."""

from typing import Any

import reflex as rx

from .button import button, icon_button
from .icon import icon


class _ToastRegion(rx.Component):
    """assets/ui/toast.jsx: above an open dialog too."""

    library = "$/public/ui/toast.jsx"
    tag = "ToastRegion"

    label: rx.Var[str]


class _ToastTimer(rx.Component):
    """A bar that runs out, waits under the pointer or the focus, then calls `on_end`.

    `toast` names its news: another page, or the same one loaded anew, goes on where the bar was.
    """

    library = "$/public/ui/toast.jsx"
    tag = "ToastTimer"

    toast: rx.Var[str]
    on_end: rx.EventHandler[rx.event.no_args_event_spec]


def toasts(rows: Any, *, on_dismiss: Any, on_action: Any = None) -> rx.Component:
    """The region of toasts; one per page.

    Args:
        rows: Var of a list of frozen rows with id, text, tone (a Tone) and action_label ("" for none).
        on_dismiss: handler that takes the row's id, called by the cross and when its time is over.
        on_action: handler that takes the row's id.
    """
    return _ToastRegion.create(rx.foreach(rows, lambda row: _toast(row, on_dismiss, on_action)), label="Notifications")


def _toast(row: Any, on_dismiss: Any, on_action: Any) -> rx.Component:
    action = button(row.action_label, size="sm", variant="secondary", on_click=on_action(row.id)) if on_action else None
    return rx.el.div(
        rx.el.span(_mark(row.tone), class_name="toast-mark"),
        rx.el.p(row.text, class_name="toast-text"),
        *([rx.cond(row.action_label != "", action)] if action else []),
        icon_button("x", label="Fermer", size="sm", on_click=on_dismiss(row.id)),
        rx.cond(
            (row.tone != "danger") & (row.tone != "warning"),
            _ToastTimer.create(toast=row.id, on_end=on_dismiss(row.id)),
        ),
        key=row.id,
        class_name=rx.cond(row.action_label != "", f"toast toast-long toast-{row.tone}", f"toast toast-{row.tone}"),
    )


def _mark(tone: Any) -> rx.Component:
    return rx.match(
        tone,
        ("success", icon("circle-check", size=20)),
        ("warning", icon("triangle-alert", size=20)),
        ("danger", icon("circle-alert", size=20)),
        icon("info", size=20),
    )
