"""The question before a session is cancelled."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.cancel.state import CancelState
from trustcoach_app.appointments.parts import form_id, session_dialog


def cancel_dialog() -> rx.Component:
    """The dialog, opened by CancelState.open_cancel(booking_id)."""
    state = CancelState
    scope = ui.radio_group(
        "Quelles séances\u202f?",
        name="scope",
        options=(("one", "Celle-ci seulement"), ("following", "Celle-ci et les suivantes")),
        default_value="one",
    )
    reason = ui.text_area(
        "Raison",
        name="reason",
        rows=3,
        error=state.errors["reason"],
        hint="Facultatif. Une annulation par vous ne coûte rien au client.",
    )
    cancel = ui.button("Annuler la séance", variant="danger", type="submit", custom_attrs={"form": form_id("cancel")})
    return session_dialog(
        state,
        "cancel",
        rx.cond(state.row.series != "", scope),
        reason,
        title="Annuler la séance\u202f?",
        on_submit=state.cancel,
        on_reopen=state.open_cancel(state.row.id),
        footer=[ui.leave_button("Garder la séance"), cancel],
    )
