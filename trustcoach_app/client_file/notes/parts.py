"""A client's notes: their list, and their form."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.notes.form import Audience
from trustcoach_app.client_file.notes.state import NoteState
from trustcoach_app.client_file.notes.views import NoteLine
from trustcoach_app.client_file.parts import only_you, seen_by_client
from trustcoach_app.models.notes import LONGEST_CLIENT_NOTE
from trustcoach_app.shell.forms.parts import row_dialog

AUDIENCES = ((Audience.COACH.value, "Vous seul"), (Audience.CLIENT.value, "Vous et le client"))


def notes_section(rows: Any, *, client_id: Any, has_more: Any) -> rx.Component:
    """What was noted of a client, the latest first; each says who reads it."""
    add = ui.button(
        "Ajouter une note", icon="notebook-pen", size="sm", variant="secondary", on_click=NoteState.open_new(client_id)
    )
    none = rx.el.p(
        "Ce que vous voulez garder en tête, hors des séances. Une note est à vous seul, sauf si vous la partagez.",
        class_name="file-none",
    )
    listed = rx.el.ul(rx.foreach(rows, _note), class_name="file-rows")
    more = rx.el.p("Les plus anciennes sont dans l’historique.", class_name="brief-source")
    return ui.section("Notes", ui.card(rx.cond(rows.length() > 0, listed, none), rx.cond(has_more, more)), action=add)


def _note(row: NoteLine) -> rx.Component:
    seen_by = rx.cond(row.is_shared, seen_by_client(), only_you())
    words = rx.el.div(
        ui.prose(row.text),
        rx.el.div(rx.el.span(row.when), seen_by, class_name="file-said"),
        class_name="min-w-0 flex-1 note-words",
    )
    hide = ui.menu_item("Ne plus partager", "lock", NoteState.show_to_client(row.id, False))
    show = ui.menu_item("Partager avec le client", "eye", NoteState.show_to_client(row.id, True))
    more = ui.menu(
        "ellipsis",
        [
            ("Lire et modifier", "pencil", NoteState.open(row.id), "neutral"),
            rx.cond(row.is_shared, hide, show),
            ("Retirer", "trash-2", NoteState.remove(row.id), "danger"),
        ],
        label=f"Autres actions pour la note du {row.when}",
    )
    return rx.el.li(words, more, key=row.id, class_name="file-row action note")


def note_dialog() -> rx.Component:
    """One form for a new note and for changing one."""
    state = NoteState
    values, errors = state.values, state.errors
    text = ui.text_area(
        "Note",
        name="text",
        rows=6,
        default_value=values.text,
        error=errors["text"],
        max_length=LONGEST_CLIENT_NOTE,
        required=True,
    )
    audience = ui.select(
        "Visible par",
        name="audience",
        options=AUDIENCES,
        default_value=values.audience,
        error=errors["audience"],
        hint="Le client lit dans son espace ce que vous partagez, et rien d’autre.",
    )
    return row_dialog(
        state,
        text,
        audience,
        id="note",
        title=rx.cond(state.row_id == "", "Ajouter une note", "Modifier la note"),
        draft=state.row_id + state.for_client,
        on_reopen=state.open_again(state.row_id, state.for_client),
    )
