"""What a dialog says of a prospect, and the button that ends it."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.stage.state import StageState


def prospect_line(client_id: rx.Var[str], then: Any) -> rx.Component:
    """« Prospect », and « Passer en client », which does `then` as well: an event that puts the dialog away."""
    promote = ui.button(
        "Passer en client",
        icon="user-check",
        size="sm",
        variant="secondary",
        on_click=[StageState.promote(client_id), then],
    )
    return rx.el.div(
        ui.badge("Prospect", tone="accent"),
        rx.el.div(promote, class_name="no-print"),
        class_name="flex flex-wrap items-center gap-3",
    )
