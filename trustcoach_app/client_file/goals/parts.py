"""The client's goals: their list, where they stand, and their forms."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.goals.present import CATEGORIES, STATUSES
from trustcoach_app.client_file.goals.state import GoalState, MeasureState
from trustcoach_app.client_file.goals.views import Course, GoalLine, MeasureRow
from trustcoach_app.client_file.parts import goal_bar, only_you, seen_by_client
from trustcoach_app.models.goals import LONGEST_DESCRIPTION, LONGEST_NOTE, LONGEST_TITLE, LONGEST_UNIT
from trustcoach_app.shell.forms.parts import row_dialog

CATEGORY_OPTIONS = tuple((kind.value, words) for kind, words in CATEGORIES.items())
EVEN = {"vectorEffect": "non-scaling-stroke"}
"""As wide everywhere, however the box is drawn out."""
STATUS_OPTIONS = tuple((kind.value, words) for kind, words in STATUSES.items())


def goals_section(rows: Any, past: Any, *, client_id: Any, booking_id: Any = "") -> rx.Component:
    """What the client works towards; what is reached or given up is folded.

    Args:
        booking_id: of the session in whose page it stands: what is set and measured there says so.
    """
    new = GoalState.open_new(client_id, booking_id)
    add = ui.button("Fixer un objectif", icon="target", size="sm", variant="secondary", on_click=new)
    none = rx.el.p(
        "Un objectif dit vers quoi vous avancez ensemble, et ses mesures où vous en êtes.", class_name="file-none"
    )
    listed = rx.el.ul(rx.foreach(rows, lambda row: _goal(row, booking_id)), class_name="file-rows")
    folded = ui.details(
        "Atteints ou abandonnés",
        rx.el.ul(rx.foreach(past, lambda row: _goal(row, booking_id)), class_name="file-rows"),
    )
    return rx.el.section(
        rx.el.div(rx.el.h2("Objectifs", class_name="section-title"), add, class_name="section-head"),
        ui.card(rx.cond(rows.length() > 0, listed, none), rx.cond(past.length() > 0, folded)),
        custom_attrs={"aria-label": "Objectifs"},
        class_name="section file-goals",
    )


def _goal(row: GoalLine, booking_id: Any) -> rx.Component:
    tones = (("completed", "success"), ("draft", "neutral"), ("abandoned", "neutral"))
    status = rx.match(
        row.status,
        *[(key, ui.badge(row.status_label, tone=tone)) for key, tone in tones],
        ui.badge(row.status_label, tone="accent"),
    )
    measure = MeasureState.open_in(row.id, booking_id)
    whose = rx.el.span(" «\u00a0", row.title, "\u00a0»", class_name="visually-hidden")
    buttons = rx.el.div(
        ui.button(rx.fragment("Mesurer", whose), size="sm", variant="secondary", icon="ruler", on_click=measure),
        ui.button(
            rx.fragment("Modifier", whose), size="sm", variant="ghost", icon="pencil", on_click=GoalState.open(row.id)
        ),
        class_name="file-actions",
    )
    about = rx.el.p(row.category, " · ", row.dates, class_name="brief-source")
    return rx.el.li(
        rx.el.div(
            rx.el.div(rx.el.h3(row.title, class_name="file-title"), status, class_name="file-head"),
            rx.el.p(row.measure, class_name="goal-measure"),
            class_name="goal-head",
        ),
        rx.cond(row.course.points != "", _course(row.course), rx.cond(row.percent > 0, goal_bar(row.percent))),
        rx.cond(row.description != "", ui.prose(row.description)),
        rx.el.div(about, rx.cond(row.is_seen, seen_by_client(), only_you()), class_name="file-head"),
        rx.cond(row.measures.length() > 0, _measures(row)),
        buttons,
        key=row.id,
        class_name="file-goal",
    )


def _course(course: Course) -> rx.Component:
    """The line, and the target across it; what it draws is said in its name, and row by row in the table below."""
    aim = _level("0", "100", course.target_y, "course-aim")
    line = rx.el.svg.polyline(points=course.points, custom_attrs=EVEN, class_name="course-line")
    return rx.el.svg(
        rx.cond(course.target_y != "", aim),
        line,
        _level(course.last_x, course.last_x, course.last_y, "course-end"),
        view_box="0 0 100 40",
        custom_attrs={"preserveAspectRatio": "none", "role": "img", "aria-label": course.words},
        class_name="course",
    )


def _level(x1: Any, x2: Any, y: Any, look: str) -> rx.Component:
    """A line along one height; a point where it goes nowhere."""
    return rx.el.svg.line(x1=x1, x2=x2, y1=y, y2=y, custom_attrs=EVEN, class_name=look)


def _measures(row: GoalLine) -> rx.Component:
    headers = ["Jour", ("Mesure", "end"), "À savoir", ""]
    return ui.details("Les mesures", ui.table(headers, row.measures, _measure))


def _measure(row: MeasureRow) -> list[Any]:
    remove = ui.icon_button("trash-2", label="Retirer cette mesure", size="sm", on_click=MeasureState.remove(row.id))
    return [row.when, row.value, rx.el.span(row.note, class_name="file-note"), remove]


def goal_dialog() -> rx.Component:
    """One form for a new goal and for changing one."""
    state = GoalState
    values, errors = state.values, state.errors
    wide = [
        ui.field(
            "Objectif",
            name="title",
            default_value=values.title,
            error=errors["title"],
            max_length=LONGEST_TITLE,
            placeholder="Oser dire non",
            required=True,
        ),
        ui.text_area(
            "Précisions",
            name="description",
            rows=2,
            default_value=values.description,
            error=errors["description"],
            max_length=LONGEST_DESCRIPTION,
        ),
    ]
    half = [
        ui.select(
            "Catégorie",
            name="category",
            options=CATEGORY_OPTIONS,
            default_value=values.category,
            error=errors["category"],
        ),
        ui.select(
            "Où il en est", name="status", options=STATUS_OPTIONS, default_value=values.status, error=errors["status"]
        ),
        ui.field(
            "Valeur visée",
            name="target_value",
            input_mode="decimal",
            default_value=values.target_value,
            error=errors["target_value"],
            hint="Facultatif, par exemple 10",
        ),
        ui.field(
            "Unité",
            name="unit",
            default_value=values.unit,
            error=errors["unit"],
            max_length=LONGEST_UNIT,
            hint="/10, heures, fois par semaine…",
        ),
        ui.field(
            "Début",
            name="start_date",
            type="date",
            default_value=values.start_date,
            error=errors["start_date"],
            required=True,
        ),
        ui.field(
            "Échéance", name="target_date", type="date", default_value=values.target_date, error=errors["target_date"]
        ),
    ]
    note = rx.el.p(
        "Un brouillon reste à vous\u202f; les autres objectifs sont visibles par le client.",
        class_name="form-wide field-hint",
    )
    return row_dialog(
        state,
        *(rx.el.div(each, class_name="form-wide") for each in wide),
        *half,
        note,
        id="goal",
        title=rx.cond(state.row_id == "", "Fixer un objectif", "Modifier l’objectif"),
        look="form-grid",
        on_reopen=state.open_again(state.row_id, state.for_client, state.in_booking),
    )


def measure_dialog() -> rx.Component:
    """Where a goal stands today."""
    state = MeasureState
    value = ui.field(
        "Où en est-il aujourd’hui\u202f?",
        name="value",
        input_mode="decimal",
        error=state.errors["value"],
        hint=rx.cond(state.unit != "", f"Unité\u202f: {state.unit}", "Un nombre, par exemple 7,5"),
        required=True,
    )
    note = ui.field(
        "Ce qu’il faut en savoir",
        name="note",
        error=state.errors["note"],
        max_length=LONGEST_NOTE,
        hint="Facultatif, visible par le client",
    )
    return row_dialog(
        state,
        value,
        note,
        id="measure",
        title=f"Mesurer\u202f: {state.goal}",
        save="Noter",
        on_reopen=state.open_in(state.row_id, state.in_booking),
    )
