"""The buttons that open, and what they open."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.kit.state import KitState

ROW = "flex flex-wrap items-center gap-3"


def overlays() -> rx.Component:
    """Dialogs, menu, toasts: what opens."""
    openers = [
        ui.button("Nouvelle séance", icon="plus", on_click=KitState.open_dialog),
        ui.button("Pré-brief", variant="secondary", on_click=KitState.open_reading),
        ui.button("Question", variant="secondary", on_click=KitState.open_confirm),
        ui.menu("Actions", menu_items(), variant="secondary"),
        ui.menu("ellipsis", menu_items(), label="Actions de la séance"),
    ]
    news = [
        ui.button(tone.capitalize(), size="sm", variant="secondary", on_click=KitState.tell(tone))
        for tone in ("success", "info", "warning", "danger")
    ]
    return ui.section("Ce qui s’ouvre", rx.el.div(*openers, class_name=ROW), rx.el.div(*news, class_name=ROW))


def menu_items() -> list:
    return [
        ("Modifier", "pencil", KitState.open_dialog, "neutral"),
        ("Déplacer", "calendar-clock", KitState.open_dialog, "neutral"),
        ("Aller à l’accueil", "house", "/kit", "neutral"),
        ("Annuler la séance", "trash-2", KitState.open_confirm, "danger"),
    ]


def dialogs() -> rx.Component:
    form = ui.form(
        ui.field(
            "Adresse e-mail du client", name="email", type="email", error=KitState.email_error, autocomplete="off"
        ),
        ui.field("Sujet", name="subject", placeholder="Gestion du stress"),
        rx.el.button("", type="submit", class_name="hidden"),
        on_submit=KitState.submit,
        custom_attrs={"id": "kit-form"},
        class_name="flex flex-col gap-5",
    )
    return rx.fragment(
        ui.dialog(
            form,
            open=KitState.dialog_open,
            on_close=KitState.close_dialog,
            title="Nouvelle séance",
            description="Le client reçoit une invitation par e-mail.",
            footer=[
                ui.leave_button("Annuler"),
                ui.button("Ajouter la séance", type="submit", form="kit-form"),
            ],
            id="kit-new",
        ),
        ui.dialog(
            *[
                ui.section(f"Séance nº {number}", ui.prose("Ce qui a été dit, et ce qui reste à faire. " * 6))
                for number in (4, 3, 2)
            ],
            open=KitState.reading_open,
            on_close=KitState.close_reading,
            title="Camille Aubert",
            description="Séance nº 5 · aujourd’hui à 14:00",
            size="lg",
            footer=ui.button("Démarrer séance", icon="play"),
            id="kit-reading",
        ),
        ui.confirm(
            KitState.confirm_open,
            KitState.close_confirm,
            KitState.close_confirm,
            "Annuler cette séance ?",
            "Camille Aubert sera prévenue et remboursée en totalité.",
            "Annuler la séance",
        ),
        ui.toasts(KitState.news, on_dismiss=KitState.forget, on_action=KitState.forget),
    )
