"""How two clients look side by side, and what one says before they are one."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.merging.state import ONE, OTHER, MergeState
from trustcoach_app.limits import LONGEST_NAME

FORM = "merge-form"


def merge_dialog() -> rx.Component:
    """The dialog, opened by MergeState.open(client_id), or by open_picked with two."""
    state = MergeState
    is_known = state.view.other != ""
    return ui.dialog(
        rx.cond(is_known, _both(), _who()),
        open=state.is_open,
        opening=state.opening,
        on_close=state.close,
        on_reopen=state.open(state.row_id),
        title="Fusionner deux fiches",
        footer=ui.form_footer(FORM, save=rx.cond(is_known, "Fusionner", "Comparer")),
        id="merge",
    )


def _who() -> rx.Component:
    state = MergeState
    return ui.form(
        rx.el.p("Qui est la même personne que ", rx.el.strong(state.view.one), "\u202f?"),
        ui.field(
            "Autre fiche",
            name="other",
            error=state.errors["other"],
            max_length=LONGEST_NAME,
            autocomplete="off",
            list="merge-others",
            on_change=state.look_up.debounce(200),
            required=True,
        ),
        ui.suggestions("merge-others", state.suggestions),
        on_submit=state.choose,
        problem=state.problem,
        draft=state.row_id,
        id=FORM,
        class_name="grid gap-4",
    )


def _both() -> rx.Component:
    state, view = MergeState, MergeState.view
    moves = rx.el.ul(rx.foreach(view.moves, rx.el.li), class_name="brief-facts")
    return ui.form(
        rx.el.p(view.stays),
        _pair("Nom", "name", view.name),
        _pair("E-mail", "email", view.email),
        _pair("Téléphone", "phone", view.phone),
        _pair("Fuseau horaire", "timezone", view.timezone),
        rx.cond(view.moves.length() > 0, rx.el.div(rx.el.p("Rejoignent cette fiche\u202f:"), moves)),
        rx.el.p(
            "Les étiquettes s’ajoutent, les messages ne font qu’une conversation, et cette personne voit dans son "
            "espace ce que le client peut lire des deux fiches. Vous avez dix minutes pour annuler.",
            class_name="text-ink-soft",
        ),
        on_submit=state.save,
        problem=state.problem,
        draft=state.row_id,
        is_kept=False,
        id=FORM,
        class_name="grid gap-4",
    )


def _pair(label: str, name: str, pair: Any) -> rx.Component:
    """A choice where both have one; else what there is, if anything."""
    choice = ui.radio_group(
        label,
        name=name,
        options=[(ONE, pair.one), (OTHER, pair.other)],
        default_value=ONE,
        error=MergeState.errors[name],
        class_name="merge-choice",
    )
    there = rx.el.p(rx.el.span(f"{label}\u202f: ", class_name="text-ink-soft"), rx.cond(pair.one, pair.one, pair.other))
    return rx.cond(pair.is_asked, choice, rx.cond((pair.one != "") | (pair.other != ""), there))
