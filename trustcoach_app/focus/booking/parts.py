"""The dialogs that add, change and cancel a session."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.focus.booking.state import BookingFormState, CancelState

MODES = (("remote", "Visio"), ("phone", "Téléphone"), ("in_person", "Présentiel"))
FORM = "booking-form"


def booking_dialog() -> rx.Component:
    """One form for a new session and for changing one."""
    state = BookingFormState
    is_new = state.booking_id == ""
    return ui.dialog(
        ui.form(
            rx.cond(
                state.problem != "",
                rx.el.p(
                    ui.icon("circle-alert", size=18), state.problem, role="alert", class_name="notice notice-danger"
                ),
            ),
            rx.cond(is_new, _client_fields()),
            _when_fields(),
            _about_fields(),
            on_submit=state.save,
            id=FORM,
            class_name="form-grid",
        ),
        open=state.is_open,
        on_close=state.close,
        title=rx.cond(is_new, "Nouvelle séance", "Modifier la séance"),
        footer=ui.form_footer(FORM, state.close, save=rx.cond(is_new, "Ajouter la séance", "Enregistrer")),
        id="booking",
        key=f"booking-{state.opening}",
    )


def _client_fields() -> rx.Component:
    state = BookingFormState
    known = rx.el.p(ui.icon("user-check", size=16), "Déjà dans vos clients", class_name="form-note")
    new = rx.fragment(
        ui.field(
            "E-mail", name="email", type="email", error=state.errors["email"], hint="Facultatif", autocomplete="off"
        ),
        ui.field(
            "Téléphone",
            name="client_phone",
            type="tel",
            error=state.errors["client_phone"],
            hint="Facultatif",
            autocomplete="off",
        ),
    )
    return rx.fragment(
        rx.el.div(
            ui.field(
                "Client",
                name="client",
                placeholder="Nom d’un client, ou d’une nouvelle personne",
                error=state.errors["client"],
                required=True,
                autocomplete="off",
                list="booking-clients",
                on_change=state.look_up.debounce(200),
            ),
            ui.suggestions("booking-clients", state.suggestions),
            class_name="form-wide",
        ),
        rx.cond(state.is_known, known, new),
    )


def _when_fields() -> rx.Component:
    state = BookingFormState
    return rx.fragment(
        ui.field(
            "Jour", name="day", type="date", default_value=state.values.day, error=state.errors["day"], required=True
        ),
        ui.field(
            "Heure",
            name="hour",
            type="time",
            default_value=state.values.hour,
            error=rx.cond(state.errors["hour"], state.errors["hour"], state.errors["starts_at"]),
            required=True,
        ),
        ui.select(
            "Durée",
            name="minutes",
            options=state.values.durations,
            default_value=state.values.minutes,
            error=state.errors["minutes"],
        ),
        ui.field(
            "Prix",
            name="price",
            input_mode="decimal",
            default_value=state.values.price,
            error=rx.cond(state.errors["price"], state.errors["price"], state.errors["price_cents"]),
            hint="En euros, TTC. 0 : séance offerte",
            key=state.values.price,
        ),
    )


def _about_fields() -> rx.Component:
    state = BookingFormState
    title = ui.field(
        "Sujet",
        name="title",
        default_value=state.values.title,
        error=state.errors["title"],
        placeholder="Gestion du stress",
        hint="Laissé vide : l’objectif en cours du client",
    )
    mode = ui.radio_group(
        "Comment", name="mode", options=MODES, default_value=state.values.mode, on_change=state.choose_mode
    )
    return rx.fragment(rx.el.div(title, class_name="form-wide"), mode, rx.el.div(_place(), class_name="form-wide"))


def _place() -> rx.Component:
    """What the chosen way of meeting needs."""
    state = BookingFormState
    phone = ui.field(
        "Numéro à appeler",
        name="phone",
        type="tel",
        default_value=state.values.phone,
        error=state.errors["phone"],
        autocomplete="off",
    )
    address = ui.field(
        "Adresse", name="address", default_value=state.values.address, error=state.errors["address"], autocomplete="off"
    )
    return rx.match(state.mode, ("phone", phone), ("in_person", address), rx.fragment())


def cancel_dialog() -> rx.Component:
    """Asks once, with a reason."""
    state = CancelState
    return ui.dialog(
        ui.form(
            ui.text_area(
                "Motif",
                name="reason",
                rows=3,
                error=state.errors["reason"],
                hint="Facultatif. Une annulation par vous ne coûte rien au client.",
            ),
            on_submit=state.confirm,
            id="cancel-form",
        ),
        open=state.is_open,
        on_close=state.close,
        title="Annuler la séance ?",
        description=state.wanted.what,
        footer=_cancel_footer(state),
        id="cancel",
        key=f"cancel-{state.opening}",
    )


def _cancel_footer(state: Any) -> list[rx.Component]:
    return [
        ui.button("Garder la séance", variant="secondary", on_click=state.close),
        ui.button("Annuler la séance", variant="danger", type="submit", custom_attrs={"form": "cancel-form"}),
    ]
