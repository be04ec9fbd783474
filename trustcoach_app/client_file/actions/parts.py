"""A client's actions: their list, and their form."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.actions.present import OWNERS
from trustcoach_app.client_file.actions.state import ActionState
from trustcoach_app.client_file.actions.views import ActionLine
from trustcoach_app.client_file.parts import only_you, seen_by_client
from trustcoach_app.models.actions import LONGEST_ACTION
from trustcoach_app.shell.forms.parts import row_dialog

OWNER_OPTIONS = tuple((owner.value, words) for owner, words in OWNERS.items())


def actions_section(rows: Any, *, client_id: Any, on_tick: Any, has_more: Any, booking_id: Any = "") -> rx.Component:
    """What is to be done and by whom, then what was.

    Args:
        booking_id: of the session in whose page it stands: what is agreed there says so.
        on_tick: a handler of the page, which receives an action's id and whether it is done.
    """
    new = ActionState.open_new(client_id, booking_id)
    add = ui.button("Ajouter une action", icon="plus", size="sm", variant="secondary", on_click=new)
    none = rx.el.p(
        "Ce que l’un de vous deux fera d’ici la prochaine séance. Le client voit les siennes, et les coche.",
        class_name="file-none",
    )
    listed = rx.el.ul(rx.foreach(rows, lambda row: _action(row, on_tick)), class_name="file-rows")
    more = rx.el.p("Les plus anciennes sont faites depuis longtemps.", class_name="brief-source")
    return ui.section("Actions", ui.card(rx.cond(rows.length() > 0, listed, none), rx.cond(has_more, more)), action=add)


def _action(row: ActionLine, on_tick: Any) -> rx.Component:
    when = rx.cond(row.when != "", rx.el.span(row.when))
    agreed = rx.cond(row.is_of_session, rx.el.span("convenue en séance"))
    late = rx.cond(row.is_late, ui.badge("En retard", tone="warning"))
    seen_by = rx.cond(row.is_seen, seen_by_client(), only_you())
    words = rx.el.div(
        rx.el.p(row.title, class_name="action-title"),
        rx.el.div(rx.el.span(row.owner), when, agreed, late, seen_by, class_name="file-said"),
        class_name="min-w-0 flex-1",
    )
    more = ui.menu(
        "ellipsis",
        [
            ("Modifier", "pencil", ActionState.open(row.id), "neutral"),
            ("Retirer", "trash-2", ActionState.remove(row.id), "danger"),
        ],
        label=f"Autres actions pour «\u00a0{row.title}\u00a0»",
    )
    tick = ui.tick(row.is_done, label=row.title, on_tick=lambda is_done: on_tick(row.id, is_done))
    return rx.el.li(tick, words, more, key=row.id, class_name="file-row action")


def action_dialog() -> rx.Component:
    """One form for a new action and for changing one."""
    state = ActionState
    values, errors = state.values, state.errors
    title = ui.field(
        "À faire",
        name="title",
        default_value=values.title,
        error=errors["title"],
        max_length=LONGEST_ACTION,
        placeholder="Demander l’ordre du jour dès le vendredi",
        required=True,
    )
    owner = ui.select("Par", name="owner", options=OWNER_OPTIONS, default_value=values.owner, error=errors["owner"])
    due = ui.field(
        "Pour le", name="due_on", type="date", default_value=values.due_on, error=errors["due_on"], hint="Facultatif"
    )
    note = rx.el.p(
        "Le client voit et coche ce qui est à lui\u202f; ce qui est à vous reste à vous.", class_name="field-hint"
    )
    return row_dialog(
        state,
        title,
        owner,
        due,
        note,
        id="action",
        draft=state.row_id + state.for_client,
        title=rx.cond(state.row_id == "", "Ajouter une action", "Modifier l’action"),
        on_reopen=state.open_again(state.row_id, state.for_client, state.in_booking),
    )
