"""What a session costs, asked alone."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.parts import form_id, session_dialog
from trustcoach_app.appointments.price.form import PRICE_HINT
from trustcoach_app.appointments.price.state import PriceState


def price_dialog() -> rx.Component:
    """The dialog, opened by PriceState.open_price(booking_id)."""
    state = PriceState
    price = ui.field(
        "Prix",
        name="price",
        input_mode="decimal",
        default_value=state.row.price_text,
        error=state.errors["price"],
        hint=PRICE_HINT,
        autocomplete="off",
        id="appointment-price-field",
    )
    return session_dialog(
        state,
        "price",
        price,
        title="Prix de la séance",
        on_submit=state.save_price,
        on_reopen=state.open_price(state.row.id),
        footer=ui.form_footer(form_id("price")),
    )
