"""The dialogs of one session."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.details.state import AppointmentState
from trustcoach_app.appointments.stage.parts import prospect_line
from trustcoach_app.appointments.wizard.when.parts import refused_with_nearest

FORM = "appointment-form"
CANCEL_FORM = "appointment-cancel"
MODES = (("remote", "Visio"), ("phone", "Téléphone"), ("in_person", "Présentiel"))


def appointment_dialogs() -> rx.Component:
    """Details, change and cancel."""
    return rx.fragment(_details(), _change(), _cancel())


def _details() -> rx.Component:
    state, row = AppointmentState, AppointmentState.row
    who = rx.el.div(
        ui.avatar(row.initials, tone_index=row.tone_index, size="lg"),
        rx.el.div(
            rx.el.p(row.when, class_name="appointment-when"),
            rx.el.p(row.hours, class_name="text-ink-soft"),
            ui.badge(row.status, tone=row.tone),
            class_name="grid gap-1 justify-items-start",
        ),
        class_name="appointment-head",
    )
    return ui.dialog(
        who,
        rx.cond(row.is_prospect, rx.el.div(prospect_line(row.client_id, state.close), class_name="mb-3")),
        _facts(),
        _outcome(),
        open=state.pane == "details",
        on_close=state.close,
        title=row.client_name,
        footer=[
            rx.cond(row.can_cancel, ui.button("Annuler le rendez-vous", variant="ghost", on_click=state.ask_cancel)),
            rx.cond(row.href != "", ui.link_button("Ouvrir la séance", href=row.href, icon="arrow-right")),
            rx.cond(
                row.can_change,
                ui.button("Modifier ou déplacer", icon="calendar-clock", on_click=state.change),
                ui.button("Fermer", variant="secondary", on_click=state.close),
            ),
        ],
        id="appointment",
    )


def _facts() -> rx.Component:
    row = AppointmentState.row
    kind = rx.el.span(rx.el.span(class_name=f"appointment-dot hue-{row.hue}"), row.kind, class_name="appointment-kind")
    lines = [
        ("Type", row.kind, kind),
        ("Sujet", row.subject, row.subject),
        ("Comment", row.place, row.place),
        ("Prix", row.price, row.price),
        ("Rang", row.number, row.number),
        ("Série", row.series, row.series),
        ("Contact", row.contact, row.contact),
        ("Note", row.note, ui.prose(row.note)),
        ("Raison de l’annulation", row.cancelled_why, row.cancelled_why),
    ]
    return rx.el.dl(
        *[rx.cond(words != "", rx.el.div(rx.el.dt(name), rx.el.dd(shown))) for name, words, shown in lines],
        class_name="appointment-facts",
    )


def _outcome() -> rx.Component:
    state = AppointmentState
    answers = (("held", "Tenu", "check"), ("no_show", "Absent", "user-x"), ("cancelled", "Annulé", "x"))
    buttons = [
        ui.button(label, icon=icon, size="sm", variant="secondary", on_click=state.tell(outcome))
        for outcome, label, icon in answers
    ]
    asked = rx.el.div(
        rx.el.p("Comment s’est passé le rendez-vous\u202f?", class_name="field-label"),
        rx.el.div(*buttons, class_name="question-answers"),
        class_name="appointment-outcome",
    )
    return rx.cond(state.row.can_tell, asked)


def _change() -> rx.Component:
    state = AppointmentState
    return ui.dialog(
        ui.form(
            _problem(),
            _when_fields(),
            _about_fields(),
            on_submit=state.save,
            id=FORM,
            class_name="form-grid",
        ),
        open=state.pane == "change",
        on_close=state.close,
        title="Modifier le rendez-vous",
        description=state.row.client_name,
        size="lg",
        footer=ui.form_footer(FORM, state.close),
        id="appointment-change",
    )


def _problem() -> rx.Component:
    state = AppointmentState
    return refused_with_nearest(state.problem, state.nearest, on_take=state.take)


def _when_fields() -> rx.Component:
    state, values = AppointmentState, AppointmentState.values
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
            hint="En euros, TTC",
        ),
    )


def _about_fields() -> rx.Component:
    state, values = AppointmentState, AppointmentState.values
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
        ui.radio_group("Comment", name="mode", options=MODES, default_value=values.mode, on_change=state.choose_mode),
        rx.el.div(place, class_name="form-wide"),
        rx.el.div(title, class_name="form-wide"),
        rx.el.div(note, class_name="form-wide"),
    )


def _cancel() -> rx.Component:
    state = AppointmentState
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
            id=CANCEL_FORM,
        ),
        open=state.pane == "cancel",
        on_close=state.close,
        title="Annuler le rendez-vous\u202f?",
        description=rx.el.span(state.row.client_name, " · ", state.row.when, " · ", state.row.hours),
        footer=[
            ui.button("Garder le rendez-vous", variant="secondary", on_click=state.close),
            ui.button("Annuler le rendez-vous", variant="danger", type="submit", custom_attrs={"form": CANCEL_FORM}),
        ],
        id="appointment-cancel-dialog",
    )
