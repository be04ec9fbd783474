"""What stands when a page does not: not found, or broken."""

import reflex as rx

from trustcoach_app import ui

from .frame import bare


def not_found() -> rx.Component:
    """The 404 page. It says the same for what never existed and what may not be seen."""
    return bare(
        rx.el.div(
            rx.el.h1("Cette page n’existe pas", class_name="page-title"),
            rx.el.p("Le lien a peut-être changé, ou la page a été déplacée.", class_name="page-subtitle"),
        ),
        ui.link_button("Revenir à l’accueil", href="/", variant="primary", icon="arrow-left", class_name="self-start"),
        title="Page introuvable",
    )


def broken() -> rx.Component:
    """Instead of a page whose rendering failed. No state here: it may be what failed."""
    return rx.el.main(
        ui.error_state(
            "Cette page n’a pas pu s’afficher",
            "Rien n’est perdu. Rechargez la page ; si cela se répète, prévenez-nous.",
            action=ui.link_button("Recharger", href="", variant="primary", icon="rotate-cw", reload_document=True),
        ),
        class_name="bare-main",
    )
