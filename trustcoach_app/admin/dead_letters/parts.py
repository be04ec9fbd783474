"""Pieces of the page of dead letters."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.admin.dead_letters.state import DeadLettersState

REASON = "reason-form"
BODY = "letter-form"


def columns(row: Any) -> list[Any]:
    """The cells of one letter."""
    entries = [
        ui.menu_item("Ouvrir", "mail-open", DeadLettersState.open_dialog(row.id)),
        rx.cond(row.is_open, ui.menu_item("Écarter", "archive-x", DeadLettersState.open_dismissal(row.id), "danger")),
    ]
    return [
        rx.el.span(row.coach, class_name="font-semibold"),
        rx.el.span(row.when, class_name="whitespace-nowrap"),
        rx.el.span(row.problem, class_name="break-words"),
        rx.el.span(row.size, class_name="whitespace-nowrap"),
        ui.badge(row.state, tone=row.tone, dot=True),
        ui.menu("ellipsis", entries, label=f"Actions\u202f: {row.coach}, {row.when}"),
    ]


def dead_letter_dialog() -> rx.Component:
    """Why, then what it says."""
    state = DeadLettersState
    is_open = state.is_read
    return ui.dialog(
        rx.cond(is_open, _editor(), _question()),
        open=state.chosen.id != "",
        on_close=state.close,
        on_reopen=state.open_dialog(state.chosen.id),
        title=rx.cond(is_open, "Événement non compris", "Pourquoi ouvrir cet événement ?"),
        description=state.chosen.problem,
        size="lg",
        footer=[
            ui.leave_button(),
            rx.cond(
                is_open,
                rx.cond(
                    state.chosen.is_open,
                    ui.button("Corriger et rejouer", type="submit", icon="rotate-cw", custom_attrs={"form": BODY}),
                ),
                ui.button("Ouvrir", type="submit", custom_attrs={"form": REASON}),
            ),
        ],
        id="letter",
    )


def _question() -> rx.Component:
    state = DeadLettersState
    return ui.form(
        ui.text_area(
            "Motif",
            name="reason",
            error=state.errors["reason"],
            hint="Un événement peut contenir des messages privés\u202f: votre nom et ce motif restent dans le journal.",
            required=True,
            rows=2,
        ),
        on_submit=state.read,
        draft=state.chosen.id,
        id=REASON,
        class_name="door-form",
    )


def _editor() -> rx.Component:
    state = DeadLettersState
    return ui.form(
        ui.text_area(
            "Contenu",
            name="body",
            default_value=state.body,
            error=state.errors["body"],
            hint="Du JSON\u202f: un événement, ou une liste.",
            rows=14,
            class_name="mono",
            spell_check=False,
        ),
        on_submit=state.replay,
        draft=state.chosen.id,
        id=BODY,
        class_name="door-form",
    )
