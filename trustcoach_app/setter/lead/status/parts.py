"""The menu of statuses, and its dialogs."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.setter.present import LOSS, STATUS
from trustcoach_app.shell.forms.parts import row_dialog

ICONS = {
    LeadStatus.NEW: "sparkles",
    LeadStatus.ENGAGED: "message-circle",
    LeadStatus.QUALIFIED: "user-check",
    LeadStatus.CALL_PROPOSED: "phone-outgoing",
    LeadStatus.CALL_BOOKED: "calendar-check",
    LeadStatus.WON: "trophy",
    LeadStatus.LOST: "circle-x",
    LeadStatus.RELANCE: "bell-ring",
}


def status_menu(state: Any, lead_id: Any, present: Any) -> rx.Component:
    """Every status, the present one marked; two of them ask something first."""
    entries = [
        ui.menu_item(
            label + ("…" if status in (LeadStatus.WON, LeadStatus.LOST) else ""),
            ICONS[status],
            state.choose(lead_id, status.value),
            checked=present == status.value,
        )
        for status, (label, _) in STATUS.items()
    ]
    return ui.menu("Changer le statut", entries, variant="secondary")


def deal_dialog(state: Any) -> rx.Component:
    """What a deal is worth, with a win or by itself."""
    deal = ui.field(
        "Valeur de la vente",
        name="deal",
        default_value=state.deal,
        error=state.errors["deal"],
        hint="En euros. Laissez vide si vous ne la connaissez pas.",
        placeholder="1 500",
        input_mode="decimal",
    )
    return row_dialog(
        state,
        deal,
        id="lead-deal",
        title=rx.cond(state.is_win, "C’est gagné", "Valeur de la vente"),
        description="Elle compte dans vos revenus tant que le client n’a rien payé ici.",
        leave="Retour",
        on_reopen=state.open_deal(state.row_id, state.is_win),
    )


def loss_dialog(state: Any) -> rx.Component:
    """Why a lead is lost."""
    reason = ui.select(
        "Raison",
        name="reason",
        options=[("", "Choisir…"), *((reason.value, label) for reason, label in LOSS.items())],
        default_value=state.reason,
        error=state.errors["reason"],
    )
    return row_dialog(
        state,
        reason,
        id="lead-loss",
        title="Ce lead est perdu",
        description="La raison nourrit votre tableau de bord\u202f: elle dit pourquoi un lead ne devient pas client.",
        leave="Retour",
    )
