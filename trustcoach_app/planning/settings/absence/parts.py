"""Time off: its list and its form."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.limits import LONGEST_TITLE
from trustcoach_app.planning.settings.absence.state import AbsenceState
from trustcoach_app.planning.settings.absence.views import AbsenceRow
from trustcoach_app.shell.forms.parts import row_dialog


def absence_row(row: AbsenceRow) -> rx.Component:
    """One stretch, to change or to remove."""
    change = ui.icon_button("pencil", label="Modifier", size="sm", on_click=AbsenceState.open(row.id))
    remove = ui.icon_button("x", label="Supprimer", size="sm", on_click=AbsenceState.remove(row.id))
    words = rx.el.div(
        rx.el.p(row.title, class_name="setup-name"),
        rx.el.p(row.detail, class_name="setup-about"),
        rx.cond(row.sessions != "", rx.el.a(row.sessions, href=row.href, class_name="link")),
        class_name="min-w-0 flex-1",
    )
    return rx.el.li(words, change, remove, key=row.id)


def absence_dialog() -> rx.Component:
    """The form, for a new stretch or for one that exists."""
    state = AbsenceState
    values = state.values
    reason = ui.field(
        "Raison",
        name="title",
        default_value=values.title,
        error=state.errors["title"],
        hint="Facultatif. Pour vous seul.",
        max_length=LONGEST_TITLE,
    )
    return row_dialog(
        state,
        *_edge("Premier jour", "starts", values.starts_on, values.starts_hour, "Dès le matin si rien n’est indiqué"),
        *_edge("Dernier jour", "ends", values.ends_on, values.ends_hour, "Jusqu’au soir si rien n’est indiqué"),
        rx.el.div(reason, class_name="form-wide"),
        id="absence",
        title=rx.cond(state.row_id == "", "Nouveau congé", "Modifier le congé"),
        look="form-grid",
    )


def _edge(label: str, name: str, day: rx.Var, hour: rx.Var, hint: str) -> tuple[rx.Component, rx.Component]:
    """A day and, where it is not whole, its hour."""
    on, at = f"{name}_on", f"{name}_hour"
    errors = AbsenceState.errors
    return (
        ui.field(label, name=on, type="date", default_value=day, error=errors[on], required=True),
        ui.field("Heure", name=at, type="time", default_value=hour, error=errors[at], hint=hint),
    )
