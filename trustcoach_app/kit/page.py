"""/kit: the design system at a glance. Imported outside production only, so that its state does not exist there."""

import reflex as rx

from trustcoach_app import shell, ui

from . import parts
from .overlays.parts import dialogs, overlays
from .state import KitState


def kit() -> rx.Component:
    """Every piece in every state, in the frame of a coach."""
    return shell.frame(
        ui.page_header(
            "Bonjour Thomas",
            subtitle="Vous avez 3 séances prévues dans les prochaines 48 h.",
            actions=[ui.button("Nouvelle séance", icon="plus")],
        ),
        parts.surfaces(),
        parts.buttons(),
        parts.states(),
        parts.fields(),
        overlays(),
        parts.lists(),
        dialogs(),
        active="focus",
        role="coach",
        title="Le kit",
    )


def door() -> rx.Component:
    """The door as it will be, with a form that goes nowhere."""
    return shell.bare(
        rx.el.div(
            rx.el.h1("Bon retour", class_name="page-title"),
            rx.el.p("Entrez, vos séances vous attendent.", class_name="page-subtitle"),
        ),
        ui.post_form(
            ui.field("Adresse e-mail", name="email", type="email", autocomplete="username", required=True),
            ui.field("Mot de passe", name="password", type="password", autocomplete="current-password", required=True),
            ui.button("Se connecter", type="submit", class_name="w-full"),
            ui.button("Recevoir un lien par e-mail", variant="secondary", icon="mail", class_name="w-full"),
            action="/kit",
            method="get",
            class_name="flex flex-col gap-4",
        ),
        title="Connexion",
    )


def add_kit(app: rx.App) -> None:
    """Add the kit's two pages."""
    app.add_page(kit, route="/kit", title="Le kit · TrustCoach", on_load=KitState.enter)
    app.add_page(door, route="/kit/porte", title="La porte · TrustCoach")
