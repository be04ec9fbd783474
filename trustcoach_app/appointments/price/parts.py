"""What a session costs, asked alone."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.price.form import PRICE_HINT
from trustcoach_app.appointments.price.state import PriceState

FORM = "appointment-price"


def price_dialog() -> rx.Component:
    """The dialog, opened by PriceState.open_price(booking_id)."""
    state = PriceState
    return ui.dialog(
        ui.form(
            ui.field(
                "Prix",
                name="price",
                input_mode="decimal",
                default_value=state.row.price_text,
                error=state.errors["price"],
                hint=PRICE_HINT,
                autocomplete="off",
                id="appointment-price-field",
            ),
            on_submit=state.save_price,
            draft=state.row.id,
            id=FORM,
        ),
        open=state.pane == "price",
        opening=state.opening,
        on_close=state.close,
        on_reopen=state.open_price(state.row.id),
        title="Prix de la séance",
        description=rx.el.span(state.row.client_name, " · ", state.row.when, " · ", state.row.hours),
        footer=ui.form_footer(FORM),
        id="appointment-price-dialog",
    )
