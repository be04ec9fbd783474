"""The question before a session is cancelled."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.cancel.state import CancelState

FORM = "appointment-cancel"


def cancel_dialog() -> rx.Component:
    """The dialog, opened by CancelState.open_cancel(booking_id)."""
    state = CancelState
    scope = ui.radio_group(
        "Quelles séances\u202f?",
        name="scope",
        options=(("one", "Celle-ci seulement"), ("following", "Celle-ci et les suivantes")),
        default_value="one",
    )
    return ui.dialog(
        ui.form(
            rx.cond(state.row.series != "", scope),
            ui.text_area(
                "Raison",
                name="reason",
                rows=3,
                error=state.errors["reason"],
                hint="Facultatif. Une annulation par vous ne coûte rien au client.",
            ),
            on_submit=state.cancel,
            draft=state.row.id,
            id=FORM,
        ),
        open=state.pane == "cancel",
        opening=state.opening,
        on_close=state.close,
        on_reopen=state.open_cancel(state.row.id),
        title="Annuler la séance\u202f?",
        description=rx.el.span(state.row.client_name, " · ", state.row.when, " · ", state.row.hours),
        footer=[
            ui.leave_button("Garder la séance"),
            ui.button("Annuler la séance", variant="danger", type="submit", custom_attrs={"form": FORM}),
        ],
        id="appointment-cancel-dialog",
    )
