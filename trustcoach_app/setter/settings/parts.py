"""The pieces of the setter's settings."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.limits import MINUTES_PER_MESSAGE
from trustcoach_app.models.setter import LONGEST_SOURCE
from trustcoach_app.setter.settings.state import CostState, SetterSettingsState
from trustcoach_app.setter.settings.views import CostRow
from trustcoach_app.shell.forms.parts import row_dialog

LEAST, MOST = MINUTES_PER_MESSAGE
HEADERS = ("Mois", "Source", ("Montant", "end"), "")


def minutes_form(view: Any) -> rx.Component:
    """Minutes for one message."""
    return ui.card(
        ui.form(
            ui.field(
                "Minutes par message",
                name="minutes",
                type="number",
                default_value=view.minutes,
                error=SetterSettingsState.errors["minutes"],
                hint=f"Le temps qu’il vous faudrait pour écrire vous-même un message de l’IA, de {LEAST} à {MOST}.",
                min=str(LEAST),
                max=str(MOST),
            ),
            rx.el.div(ui.button("Enregistrer", type="submit")),
            on_submit=SetterSettingsState.save_minutes,
            key=view.minutes,
            class_name="grid gap-4",
        )
    )


def costs(view: Any) -> rx.Component:
    """What was typed, the latest month first."""
    none = ui.empty_state(
        "wallet",
        "Aucun coût saisi",
        "Publicité, outils, prestataires\u202f: avec vos coûts par mois, le ROI et le coût d’acquisition se calculent.",
        action=_add(),
    )
    return rx.cond(view.costs.length() > 0, ui.table(HEADERS, view.costs, _cells), none)


def _add() -> rx.Component:
    return ui.button("Ajouter un coût", icon="plus", size="sm", on_click=CostState.open(""))


def add_button(view: Any) -> rx.Component:
    """Beside the title, once there is a list."""
    return rx.cond(view.costs.length() > 0, _add(), rx.fragment())


def _cells(row: CostRow) -> list[Any]:
    menu = ui.menu(
        "ellipsis",
        [
            ("Modifier", "pencil", CostState.open(row.id), "neutral"),
            ("Supprimer", "trash-2", CostState.remove(row.id), "danger"),
        ],
        label=f"Actions\u202f: {row.month}, {row.source}",
    )
    return [row.month, row.source, row.amount, menu]


def cost_dialog() -> rx.Component:
    """One form for a new cost and for changing one."""
    state = CostState
    return row_dialog(
        state,
        _fields(),
        id="cost",
        title=rx.cond(state.row_id == "", "Nouveau coût", "Modifier le coût"),
        description="Un coût est réparti sur les jours de son mois.",
        look="form-grid",
    )


def _fields() -> rx.Component:
    values, errors = CostState.values, CostState.errors
    return rx.fragment(
        ui.field("Mois", name="month", type="month", default_value=values.month, error=errors["month"], required=True),
        ui.field(
            "Montant",
            name="amount",
            input_mode="decimal",
            default_value=values.amount,
            error=errors["amount"],
            hint="En euros, par exemple 80 ou 80,50",
            required=True,
        ),
        rx.el.div(
            ui.field(
                "Source",
                name="source",
                default_value=values.source,
                error=errors["source"],
                hint="Laissée vide\u202f: toutes les sources",
                max_length=LONGEST_SOURCE,
                list="cost-sources",
                autocomplete="off",
            ),
            ui.suggestions("cost-sources", SetterSettingsState.view.sources),
            class_name="form-wide",
        ),
    )
