"""The wizard’s third step: a day, a free time, and how often."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.parts import error, which_of_two
from trustcoach_app.appointments.views import SlotOption
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.appointments.wizard.views import DayCell, SlotGroup

WEEKDAYS = ("lu", "ma", "me", "je", "ve", "sa", "di")
REPEATS = (
    ("once", "Une seule fois"),
    ("weekly", "Chaque semaine"),
    ("biweekly", "Toutes les deux semaines"),
    ("monthly", "Chaque mois, le même jour de semaine"),
)


def when() -> rx.Component:
    """The small month beside what is free on its day."""
    return rx.fragment(rx.el.div(_month(), _slots_of_day(), class_name="wizard-when"), _repeat())


def _month() -> rx.Component:
    state = WizardState
    head = rx.el.div(
        ui.icon_button("chevron-left", label="Mois précédent", size="sm", on_click=state.turn_month(False)),
        rx.el.span(state.month.title, aria_live="polite", class_name="wizard-month-title"),
        ui.icon_button("chevron-right", label="Mois suivant", size="sm", on_click=state.turn_month(True)),
        class_name="wizard-month-head",
    )
    names = [rx.el.span(name, aria_hidden="true", class_name="wizard-weekday") for name in WEEKDAYS]
    days = rx.el.div(*names, rx.foreach(state.month.cells, _cell), class_name="wizard-days")
    return rx.el.fieldset(rx.el.legend("Jour", class_name="visually-hidden"), head, days, class_name="wizard-month")


def _cell(cell: DayCell) -> rx.Component:
    control = rx.el.input(
        type="radio",
        name="day",
        value=cell.value,
        default_checked=cell.value == WizardState.slots.day,
        disabled=cell.is_past,
        aria_label=cell.label,
        on_change=WizardState.choose_day,
    )
    look = rx.cond(cell.is_free, "wizard-day wizard-day-free", "wizard-day")
    face = rx.el.span(cell.number, class_name=rx.cond(cell.is_today, "wizard-today", ""))
    return rx.cond(
        cell.value != "",
        rx.el.label(control, face, class_name=look, key=cell.key),
        rx.el.span(key=cell.key),
    )


def _slots_of_day() -> rx.Component:
    state = WizardState
    why = ui.details(
        rx.cond(state.slots.groups.length() > 0, "Pourquoi pas les autres\u202f?", "Pourquoi aucun créneau\u202f?"),
        rx.el.ul(rx.foreach(state.slots.why, rx.el.li), class_name="wizard-why"),
    )
    other = ui.details(
        "Une autre heure",
        ui.field(
            "Heure",
            name="other_hour",
            type="time",
            default_value=state.slots.other_hour,
            error=state.errors["other_hour"],
            hint="Hors de vos créneaux\u202f; seules vos séances comptent.",
        ),
        which_of_two("other_hour", state.errors["other_hour_twice"]),
        open=state.slots.other_hour != "",
    )
    none = rx.el.div(
        rx.el.p("Aucun créneau libre ce jour-là.", class_name="text-ink-soft"),
        rx.cond(
            state.slots.next_day != "",
            ui.button(
                state.slots.next_words,
                variant="secondary",
                size="sm",
                icon="calendar-arrow-down",
                on_click=state.choose_day(state.slots.next_day),
            ),
        ),
        class_name="grid justify-items-start gap-2",
    )
    return rx.el.div(
        rx.el.p(state.slots.title, rx.el.span(state.slots.zone), aria_live="polite", class_name="wizard-chosen"),
        error(rx.cond(state.errors["slot"], state.errors["slot"], state.errors["starts_at"])),
        rx.cond(state.slots.groups.length() > 0, rx.foreach(state.slots.groups, _group), none),
        rx.cond(state.slots.why.length() > 0, why),
        other,
        key=state.slots.day + state.slots.chosen,
        class_name="wizard-offer",
    )


def _group(group: SlotGroup) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(group.name, class_name="wizard-part"),
        rx.el.div(rx.foreach(group.slots, _slot), class_name="wizard-slots"),
        key=group.name,
    )


def _slot(slot: SlotOption) -> rx.Component:
    control = rx.el.input(
        type="radio", name="slot", value=slot.value, default_checked=slot.value == WizardState.slots.chosen
    )
    return rx.el.label(control, rx.el.span(slot.label), key=slot.value, class_name="wizard-slot")


def _repeat() -> rx.Component:
    state = WizardState
    count = ui.field(
        "Nombre de séances",
        name="occurrences",
        type="number",
        default_value="6",
        input_mode="numeric",
        error=state.errors["occurrences"],
    )
    until = ui.field("Jusqu’au", name="until", type="date", error=state.errors["until"], hint="Ce jour inclus")
    ends = ui.radio_group(
        "Fin",
        name="ends",
        options=(("count", "Nombre"), ("date", "Date")),
        default_value="count",
        on_change=state.choose_ends,
    )
    series = rx.fragment(ends, rx.cond(state.ends == "date", until, count))
    again = ui.select(
        "Répéter",
        name="repeat",
        options=REPEATS,
        default_value="once",
        error=state.errors["repeat"],
        on_change=state.choose_repeat,
    )
    return rx.el.div(
        rx.el.div(again, class_name="form-wide"),
        rx.cond(state.repeat != "once", series),
        class_name="form-grid wizard-repeat",
    )
