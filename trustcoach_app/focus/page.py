"""Focus, `/dashboard/coach`: what to do in the next 48 hours (decision 25)."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.appointments.cancel.state import CancelState
from trustcoach_app.appointments.change.state import ChangeState
from trustcoach_app.appointments.dialogs.parts import appointment_dialogs
from trustcoach_app.appointments.outcome.state import OutcomeState
from trustcoach_app.appointments.wizard.state import WizardState
from trustcoach_app.client_file.brief.parts import brief_dialog
from trustcoach_app.client_file.brief.state import BriefState
from trustcoach_app.focus import parts
from trustcoach_app.focus.first_hour.parts import first_hour, steps_put_away
from trustcoach_app.focus.state import FocusState


def focus() -> rx.Component:
    return shell.frame(
        rx.cond(FocusState.is_loaded, _loaded(), _loading()),
        appointment_dialogs(),
        brief_dialog(),
        _early_dialog(),
        active="focus",
        role="coach",
        title="Focus",
    )


def _loading() -> rx.Component:
    return rx.el.div(ui.skeleton(lines=2), ui.skeleton(kind="card", lines=3), class_name="focus-loading")


def _loaded() -> rx.Component:
    view = FocusState.view
    add = ui.button("Nouvelle séance", icon="plus", on_click=WizardState.open_wizard(""), custom_attrs=ui.primary_act())
    return rx.el.div(
        rx.el.p(view.date, class_name="focus-date"),
        ui.page_header(view.greeting, subtitle=view.headline, actions=[add]),
        rx.el.div(
            rx.el.div(_first_hour(), _questions(), _days(), _put_away(), class_name="focus-main"),
            rx.el.aside(parts.today(view.today_label, view.today), aria_label="Aujourd’hui", class_name="focus-today"),
            rx.el.aside(
                parts.month(
                    view.month_name, view.month_earned, view.month_sessions, view.month_ahead, view.month_unpriced
                ),
                aria_label="Ce mois",
                class_name="focus-month",
            ),
            class_name="focus",
        ),
    )


def _first_hour() -> rx.Component:
    steps = first_hour(
        FocusState.first_hour,
        on_session=WizardState.open_wizard(""),
        on_settle=FocusState.settle_step,
        on_away=FocusState.put_steps_away,
    )
    return rx.cond(FocusState.first_hour.is_shown, steps)


def _put_away() -> rx.Component:
    return rx.cond(FocusState.first_hour.is_put_away, steps_put_away(FocusState.bring_steps_back))


def _days() -> rx.Component:
    days = rx.foreach(
        FocusState.view.days,
        lambda row: parts.day(
            row,
            on_brief=BriefState.open,
            on_start=FocusState.start,
            on_change=ChangeState.open_change,
            on_cancel=CancelState.open_cancel,
        ),
    )
    return rx.cond(FocusState.view.days.length() > 0, rx.fragment(days), _nothing())


def _nothing() -> rx.Component:
    """Nothing in 48 hours: a new coach is led to the first session, another one to the next."""
    add = ui.button("Ajouter une séance", icon="plus", variant="secondary", on_click=WizardState.open_wizard(""))
    first = ui.empty_state(
        "sunrise",
        "Aucune séance pour l’instant",
        "Ajoutez votre première séance\u202f: la fiche de votre client se crée en même temps.",
        action=add,
    )
    quiet = ui.empty_state(
        "coffee",
        "Rien dans les 48 heures",
        "Les séances à venir sont dans le planning.",
        action=add,
    )
    return rx.cond(FocusState.view.has_clients, quiet, first)


def _questions() -> rx.Component:
    rows = rx.foreach(FocusState.questions, lambda row: parts.question(row, on_answer=OutcomeState.tell))
    done = ui.button("C’est juste", variant="ghost", size="sm", on_click=FocusState.settle)
    asked = ui.card(
        rx.el.div(
            rx.el.h2("Comment s’est passée la séance ?", class_name="section-title"),
            rx.cond(FocusState.is_answered, done),
            class_name="section-head",
        ),
        rx.el.ul(rows, class_name="questions"),
        class_name="questions-card",
    )
    return rx.cond(FocusState.questions.length() > 0, asked)


def _early_dialog() -> rx.Component:
    return ui.confirm(
        FocusState.early.id != "",
        FocusState.keep_hour,
        FocusState.start_early,
        "Démarrer maintenant ?",
        rx.el.span("Elle commencera maintenant, au lieu ", FocusState.early.when, "."),
        "Démarrer",
        tone="primary",
        id="early",
        opening=FocusState.opening,
    )
