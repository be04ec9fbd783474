"""The moments of a session: their list and their form."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.parts import moment_kind, only_you
from trustcoach_app.client_file.present import MOMENTS
from trustcoach_app.models.sessions import LONGEST_MOMENT
from trustcoach_app.session_page.moments.state import MomentState
from trustcoach_app.session_page.views import MomentLine
from trustcoach_app.shell.forms.parts import row_dialog

KINDS = tuple((kind.value, words) for kind, words in MOMENTS.items())


def moments_section(rows: Any) -> rx.Component:
    """The moments in order, and how one gets there."""
    add = ui.button(
        "Marquer un moment",
        icon="star",
        size="sm",
        variant="secondary",
        on_click=MomentState.open(""),
        custom_attrs=ui.primary_act(),
    )
    none = rx.el.p(
        "Un déclic, une phrase, une action\u202f: marquez-les ici, ou depuis une ligne de vos notes. "
        "Vous les retrouverez avant la prochaine séance.",
        class_name="file-none",
    )
    listed = rx.el.ol(rx.foreach(rows, _moment), class_name="file-rows")
    return rx.el.section(
        rx.el.div(rx.el.h2("Moments marqués", only_you(), class_name="section-title"), add, class_name="section-head"),
        ui.card(rx.cond(rows.length() > 0, listed, none)),
        custom_attrs={"aria-label": "Moments marqués"},
        class_name="section",
    )


def _moment(row: MomentLine) -> rx.Component:
    menu = ui.menu(
        "ellipsis",
        [
            ("Modifier", "pencil", MomentState.open(row.id), "neutral"),
            ("Monter", "arrow-up", MomentState.shift(row.id, -1), "neutral"),
            ("Descendre", "arrow-down", MomentState.shift(row.id, 1), "neutral"),
            ("Retirer", "trash-2", MomentState.remove(row.id), "danger"),
        ],
        label="Actions sur ce moment",
    )
    when = rx.cond(row.when != "", rx.el.span(row.when, class_name="file-when"))
    words = rx.el.div(
        rx.el.div(moment_kind(row.kind, row.label), when, class_name="file-head"),
        rx.el.p(row.text),
        class_name="min-w-0 flex-1 grid gap-1",
    )
    return rx.el.li(words, menu, key=row.id, class_name="file-row")


def moment_dialog() -> rx.Component:
    """One form for a new moment and for changing one."""
    state = MomentState
    kind = ui.select(
        "De quoi s’agit-il\u202f?", name="kind", options=KINDS, default_value=state.kind, error=state.errors["kind"]
    )
    words = ui.text_area(
        "En quelques mots",
        name="note",
        rows=3,
        default_value=state.words,
        error=state.errors["note"],
        hint=f"{LONGEST_MOMENT} caractères au plus. Vous seul le lirez.",
        required=True,
    )
    return row_dialog(
        state,
        words,
        kind,
        id="moment",
        title=rx.cond(state.row_id == "", "Marquer un moment", "Modifier ce moment"),
        save=rx.cond(state.row_id == "", "Marquer", "Enregistrer"),
    )
