"""The two buttons of a lead who is to be followed up, and the dialog that asks for a day."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.setter.lead.reminder.state import LeadPutOffState, LeadReminderState
from trustcoach_app.shell.forms.parts import row_dialog

DELAYS = (
    (1, "Demain", "Reporter à demain"),
    (3, "Dans 3 jours", "Reporter de 3 jours"),
    (7, "Dans une semaine", "Reporter d’une semaine"),
    (30, "Dans un mois", "Reporter d’un mois"),
)
"""Days, and what each is called under « Reporter » and by itself."""


def reminder_actions(lead_id: Any, name: Any) -> rx.Component:
    """« Relancé » and « Reporter », in a group that is named after the lead."""
    done = ui.button(
        "Relancé",
        icon="check",
        size="sm",
        variant="secondary",
        on_click=LeadReminderState.follow_up(lead_id),
        aria_label=f"Relancé\u00a0: {name}",
    )
    return rx.el.div(done, snooze_menu(lead_id, name), class_name="reminder")


def snooze_menu(lead_id: Any, name: Any) -> rx.Component:
    """« Reporter »: some delays, and any day."""
    delays = [(label, "clock-3", LeadReminderState.snooze(lead_id, days)) for days, label, _ in DELAYS]
    return ui.menu(
        rx.fragment("Reporter", ui.icon("chevron-down", size=16)),
        [*delays, ("Choisir un jour…", "calendar", LeadPutOffState.open(lead_id))],
        label=f"Reporter\u00a0: {name}",
        variant="ghost",
        class_name="button-sm",
    )


def reminder_menu(lead_id: Any, name: Any) -> rx.Component:
    """The same acts in one menu, where a row has no room for two buttons."""
    delays = [(label, "clock-3", LeadReminderState.snooze(lead_id, days)) for days, _, label in DELAYS]
    return ui.menu(
        "bell-ring",
        [
            ("Relancé", "check", LeadReminderState.follow_up(lead_id)),
            *delays,
            ("Reporter à un jour…", "calendar", LeadPutOffState.open(lead_id)),
        ],
        label=f"Relancer\u00a0: {name}",
    )


def reminder_dialog() -> rx.Component:
    """Which day; once on each page that has the buttons."""
    state = LeadPutOffState
    until = ui.field(
        "Reporter au",
        name="until",
        type="date",
        error=state.errors["until"],
        hint="Ce lead revient dans votre liste ce jour-là, dès le matin.",
        min=state.first,
        max=state.last,
    )
    return row_dialog(state, until, id="reminder", title=f"Reporter {state.name}", save="Reporter", leave="Retour")
