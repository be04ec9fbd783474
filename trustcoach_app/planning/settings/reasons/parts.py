"""The reasons: their list and their form."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.models.bookings import LONGEST_REASON
from trustcoach_app.planning.settings.reasons.state import ReasonState
from trustcoach_app.planning.settings.views import ReasonRow, SetupView
from trustcoach_app.shell.forms.parts import row_dialog


def reasons_panel(view: SetupView) -> rx.Component:
    """The reasons in order, and those that were archived."""
    add = ui.button("Ajouter un motif", icon="plus", size="sm", on_click=ReasonState.open(""))
    archived = ui.details(
        "Motifs archivés", rx.el.ul(rx.foreach(view.archived_reasons, _archived), class_name="setup-rows")
    )
    none = ui.empty_state("message-circle-question", "Aucun motif", "Un motif dit pourquoi l’on vient vous voir.")
    listed = ui.card(rx.el.ol(rx.foreach(view.reasons, _reason), class_name="setup-rows"))
    return ui.section(
        "Motifs de séance",
        rx.cond(view.reasons.length() > 0, listed, none),
        rx.cond(view.archived_reasons.length() > 0, archived),
        action=add,
    )


def _reason(row: ReasonRow) -> rx.Component:
    menu = ui.menu(
        "ellipsis",
        [
            ("Modifier", "pencil", ReasonState.open(row.id), "neutral"),
            ("Monter", "arrow-up", ReasonState.shift(row.id, -1), "neutral"),
            ("Descendre", "arrow-down", ReasonState.shift(row.id, 1), "neutral"),
            ("Retirer", "archive", ReasonState.remove(row.id), "danger"),
        ],
        label=f"Actions\u202f: {row.label}",
    )
    return rx.el.li(rx.el.p(row.label, class_name="min-w-0 flex-1"), menu, key=row.id)


def _archived(row: ReasonRow) -> rx.Component:
    back = ui.button("Rétablir", size="sm", variant="secondary", on_click=ReasonState.restore({"archived": row.id}))
    return rx.el.li(rx.el.p(row.label, class_name="flex-1"), back, key=row.id)


def reason_dialog() -> rx.Component:
    """One form for a new reason and for changing one."""
    state = ReasonState
    label = ui.field(
        "Motif",
        name="label",
        default_value=state.label,
        error=state.errors["label"],
        max_length=LONGEST_REASON,
        required=True,
    )
    title = rx.cond(state.row_id == "", "Nouveau motif", "Modifier le motif")
    return row_dialog(state, label, id="reason", title=title)
