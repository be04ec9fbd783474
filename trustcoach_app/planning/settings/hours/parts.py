"""When a coach works: the week, the dates that differ, the time off, and their forms."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.models.availability import LONGEST_DATE_LABEL
from trustcoach_app.planning.settings.absence.parts import absence_dialog, absence_row
from trustcoach_app.planning.settings.absence.state import AbsenceState
from trustcoach_app.planning.settings.hours.state import DateState, RangeState
from trustcoach_app.planning.settings.views import DateRow, RangeRow, SetupView, WeekdayRow
from trustcoach_app.shell.forms.parts import row_dialog

WEEKDAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")


def hours_panel(view: SetupView) -> rx.Component:
    """The week, then what differs from it."""
    week = ui.card(rx.el.ul(rx.foreach(view.week, _weekday), class_name="setup-rows"))
    other = ui.button("Ajouter une date", icon="plus", size="sm", variant="secondary", on_click=DateState.open(""))
    off = ui.button("Ajouter un congé", icon="plus", size="sm", variant="secondary", on_click=AbsenceState.open(""))
    dates = rx.el.ul(rx.foreach(view.dates, _date), class_name="setup-rows")
    absences = rx.el.ul(rx.foreach(view.absences, absence_row), class_name="setup-rows")
    return rx.el.div(
        ui.section("Chaque semaine", week, rx.el.p("Heures de ", view.zone, ".", class_name="setup-about")),
        ui.section("Dates particulières", _or_none(view.dates, dates, "Aucune date particulière."), action=other),
        ui.section("Congés", _or_none(view.absences, absences, "Aucun congé prévu."), action=off),
    )


def _or_none(rows: rx.Var, listed: rx.Component, words: str) -> rx.Component:
    return rx.cond(rows.length() > 0, ui.card(listed), rx.el.p(words, class_name="text-ink-soft"))


def _weekday(row: WeekdayRow) -> rx.Component:
    ranges = rx.cond(
        row.ranges.length() > 0,
        rx.el.ul(rx.foreach(row.ranges, lambda one: _range(one, row.name)), class_name="setup-ranges"),
        rx.el.p("Fermé", class_name="setup-about"),
    )
    add = ui.icon_button(
        "plus", label=f"Ajouter une plage\u202f: {row.name}", size="sm", on_click=RangeState.open_on(row.number)
    )
    return rx.el.li(
        rx.el.p(row.name, class_name="setup-weekday"),
        rx.el.div(ranges, class_name="min-w-0 flex-1"),
        add,
        key=row.number,
    )


def _range(row: RangeRow, weekday: Any) -> rx.Component:
    change = rx.el.button(
        row.label,
        rx.cond(row.validity != "", rx.el.span(row.validity)),
        type="button",
        title="Modifier",
        on_click=RangeState.open(row.id),
    )
    remove = ui.icon_button(
        "x", label=f"Supprimer la plage\u202f: {weekday}, {row.label}", size="sm", on_click=RangeState.remove(row.id)
    )
    return rx.el.li(change, remove, key=row.id, class_name="setup-range")


def _date(row: DateRow) -> rx.Component:
    remove = ui.icon_button("x", label="Supprimer", size="sm", on_click=DateState.remove(row.key))
    return rx.el.li(_words(row), remove, key=row.key)


def _words(row: DateRow) -> rx.Component:
    return rx.el.div(
        rx.el.p(row.title, class_name="setup-name"),
        rx.el.p(row.detail, class_name="setup-about"),
        class_name="min-w-0 flex-1",
    )


def hours_dialogs() -> rx.Component:
    """A weekly range, a date that differs, time off."""
    title = rx.cond(RangeState.row_id == "", "Nouvelle plage", "Modifier la plage")
    return rx.fragment(
        row_dialog(RangeState, *_range_fields(), id="range", title=title, look="form-grid"),
        row_dialog(DateState, *_date_fields(), id="date", title="Une date particulière", look="form-grid"),
        absence_dialog(),
    )


def _range_fields() -> list[rx.Component]:
    state, values = RangeState, RangeState.values
    days = [(str(number), name) for number, name in enumerate(WEEKDAYS, 1)]
    valid = "Facultatif"
    return [
        rx.el.div(
            ui.select(
                "Jour", name="weekday", options=days, default_value=values.weekday, error=state.errors["weekday"]
            ),
            class_name="form-wide",
        ),
        ui.field("De", name="opens", type="time", default_value=values.opens, error=state.errors["opens"]),
        ui.field(
            "À",
            name="closes",
            type="time",
            default_value=values.closes,
            error=state.errors["closes"],
            hint="Avant le début\u202f: le lendemain",
        ),
        ui.field(
            "À partir du",
            name="valid_from",
            type="date",
            default_value=values.valid_from,
            error=state.errors["valid_from"],
            hint=valid,
        ),
        ui.field(
            "Jusqu’au",
            name="valid_until",
            type="date",
            default_value=values.valid_until,
            error=state.errors["valid_until"],
            hint=valid,
        ),
    ]


def _date_fields() -> list[rx.Component]:
    errors = DateState.errors
    kinds = ui.radio_group(
        "Ce jour-là",
        name="kind",
        options=(("closed", "Fermé"), ("open", "D’autres heures")),
        default_value="closed",
        error=errors["kind"],
    )
    hours = rx.el.div(
        ui.field("De", name="opens", type="time", default_value="09:00", error=errors["opens"]),
        ui.field("À", name="closes", type="time", default_value="12:00", error=errors["closes"]),
        ui.field("Puis de", name="opens_again", type="time", error=errors["opens_again"], hint="Facultatif"),
        ui.field("À", name="closes_again", type="time", error=errors["closes_again"], hint="Facultatif"),
        class_name="date-hours",
    )
    label = ui.field(
        "Raison",
        name="label",
        error=errors["label"],
        hint="Facultatif. Pour vous seul.",
        max_length=LONGEST_DATE_LABEL,
    )
    return [
        rx.el.div(
            ui.field("Date", name="day", type="date", error=errors["day"], required=True), class_name="form-wide"
        ),
        kinds,
        hours,
        rx.el.div(label, class_name="form-wide"),
    ]
