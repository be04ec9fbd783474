"""Planning, `/dashboard/coach/planning`: the coach's calendar (decision 27)."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.appointments.dialogs.parts import appointment_dialogs
from trustcoach_app.appointments.state import AppointmentState
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.planning import parts
from trustcoach_app.planning.state import PlanningState

SETTINGS = "/dashboard/coach/planning/parametres"
IMPORT = "/dashboard/coach/planning/importer"


def planning() -> rx.Component:
    return ui.styled(
        shell.frame(
            rx.cond(PlanningState.is_loaded, _loaded(), _loading()),
            appointment_dialogs(),
            _move_question(),
            active="planning",
            role="coach",
            title="Planning",
        ),
        "planning",
    )


def _move_question() -> rx.Component:
    question = PlanningState.question
    return ui.confirm(
        question.booking_id != "",
        PlanningState.close_question,
        PlanningState.move_all_the_same,
        "Déplacer quand même\u202f?",
        question.words,
        "Déplacer",
        tone="primary",
        id="move-question",
        opening=PlanningState.answers,
    )


def _loading() -> rx.Component:
    return rx.el.div(ui.skeleton(lines=2), ui.skeleton(kind="card", lines=4), class_name="cal-loading")


def _loaded() -> rx.Component:
    view = PlanningState.view
    pdf = ui.link_button(
        "PDF", href=view.pdf_href, icon="file-down", variant="ghost", reload_document=True, target="_blank"
    )
    bring = ui.link_button("Importer", href=IMPORT, icon="calendar-arrow-down", variant="ghost")
    settings = ui.link_button("Réglages", href=SETTINGS, icon="sliders-horizontal", variant="ghost")
    add = ui.button(
        "Nouvelle séance", icon="plus", on_click=WizardState.open_wizard(view.date), custom_attrs=ui.primary_act()
    )
    return rx.el.div(
        ui.page_header("Planning", subtitle=view.subtitle, actions=[pdf, bring, settings, add]),
        parts.count_tiles(view.figures),
        parts.toolbar(view),
        parts.filters(view.filters),
        rx.match(
            view.kind,
            ("liste", _list()),
            rx.el.div(_strip(), _grid(), class_name=f"cal-page cal-page-{view.kind}"),
        ),
        class_name="cal-main",
    )


def _strip() -> rx.Component:
    view = PlanningState.view
    return rx.cond(view.kind == "semaine", parts.strip(view.strip))


def _grid() -> rx.Component:
    view = PlanningState.view
    grid = parts.calendar(
        view,
        answers=PlanningState.answers,
        on_day=PlanningState.choose_day,
        on_open=AppointmentState.open_details,
        on_move=PlanningState.move,
        on_pick=WizardState.open_wizard,
    )
    day = parts.chosen_day(
        view.chosen_name,
        view.chosen,
        view.chosen_blocked,
        on_open=AppointmentState.open_details,
        on_add=WizardState.open_wizard(view.date),
    )
    beside = rx.cond(view.kind == "mois", rx.el.aside(day, aria_label="Le jour choisi", class_name="cal-aside"))
    return rx.fragment(rx.el.div(grid, class_name="card cal-card"), beside)


def _list() -> rx.Component:
    view = PlanningState.view
    everything = ui.link_button("Tout afficher", href=view.unfiltered_href, variant="secondary")
    filtered = ui.empty_state("list-filter", "Aucune séance avec ce statut", "Ce mois-ci.", action=everything)
    empty = ui.empty_state(
        "calendar-plus",
        "Aucune séance ce mois-ci",
        "Ajoutez une séance, ou changez de mois.",
        action=ui.button("Nouvelle séance", icon="plus", on_click=WizardState.open_wizard(view.date)),
    )
    listed = parts.day_list(view.days, on_open=AppointmentState.open_details)
    return rx.cond(view.days.length() > 0, listed, rx.cond(view.is_filtered, filtered, empty))
