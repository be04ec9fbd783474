"""The form of a session."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.change.state import ChangeState
from trustcoach_app.appointments.parts import refused_with_nearest, which_of_two
from trustcoach_app.appointments.price.form import PRICE_HINT
from trustcoach_app.bookings.present import MODE_WORDS

FORM = "appointment-form"


def change_dialog() -> rx.Component:
    """The dialog, opened by ChangeState.open_change(booking_id)."""
    state = ChangeState
    return ui.dialog(
        ui.form(
            _problem(),
            _when_fields(),
            _about_fields(),
            on_submit=state.save,
            draft=state.row.id,
            id=FORM,
            class_name="form-grid",
        ),
        open=state.pane == "change",
        opening=state.opening,
        on_close=state.close,
        on_reopen=state.open_change(state.row.id),
        title="Modifier la séance",
        description=state.row.client_name,
        size="lg",
        footer=ui.form_footer(FORM),
        id="appointment-change",
    )


def _problem() -> rx.Component:
    state = ChangeState
    return refused_with_nearest(state.problem, state.nearest, on_take=state.take)


def _when_fields() -> rx.Component:
    state, values = ChangeState, ChangeState.values
    return rx.fragment(
        ui.field(
            "Jour",
            name="day",
            type="date",
            default_value=values.day,
            error=rx.cond(state.errors["day"], state.errors["day"], state.errors["starts_at"]),
            required=True,
            key=f"day-{state.taken}",
        ),
        ui.field(
            "Heure",
            name="hour",
            type="time",
            default_value=values.hour,
            error=state.errors["hour"],
            required=True,
            key=f"hour-{state.taken}",
        ),
        which_of_two("hour", state.errors["hour_twice"], chosen=values.hour_twice),
        ui.field(
            "Durée",
            name="minutes",
            type="number",
            default_value=values.minutes,
            error=state.errors["minutes"],
            hint="En minutes",
        ),
        ui.field(
            "Prix",
            name="price",
            input_mode="decimal",
            default_value=values.price,
            error=rx.cond(state.errors["price"], state.errors["price"], state.errors["price_cents"]),
            hint=PRICE_HINT,
        ),
    )


def _about_fields() -> rx.Component:
    state, values = ChangeState, ChangeState.values
    phone = ui.field("Numéro à appeler", name="phone", default_value=values.phone, error=state.errors["phone"])
    address = ui.field("Adresse", name="address", default_value=values.address, error=state.errors["address"])
    place = rx.match(state.mode, ("phone", phone), ("in_person", address), rx.fragment())
    title = ui.field("Titre", name="title", default_value=values.title, error=state.errors["title"])
    note = ui.text_area("Note", name="note", rows=3, default_value=values.note, error=state.errors["note"])
    return rx.fragment(
        ui.select(
            "Type", name="type_id", options=values.types, default_value=values.type_id, error=state.errors["type_id"]
        ),
        ui.select(
            "Motif",
            name="reason_id",
            options=values.reasons,
            default_value=values.reason_id,
            error=state.errors["reason_id"],
        ),
        ui.radio_group(
            "Modalités",
            name="mode",
            options=tuple(MODE_WORDS.items()),
            default_value=values.mode,
            error=state.errors["mode"],
            on_change=state.choose_mode,
        ),
        rx.el.div(place, class_name="form-wide"),
        rx.el.div(title, class_name="form-wide"),
        rx.el.div(note, class_name="form-wide"),
    )
