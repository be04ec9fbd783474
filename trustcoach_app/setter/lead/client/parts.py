"""A lead and its client."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.limits import LONGEST_EMAIL, LONGEST_NAME
from trustcoach_app.shell.forms.parts import row_dialog


def client_action(view: Any, *, state: Any) -> rx.Component:
    """Make the client, or go to their file."""
    make = ui.button("Convertir en client", icon="user-plus", on_click=state.open(view.id))
    go = ui.link_button("Fiche client", href=view.client_href, icon="user-round", variant="primary")
    return rx.cond(view.client_id == "", make, go)


def client_line(view: Any, *, state: Any) -> rx.Component:
    """Whose file it is, and the way to part them."""
    return rx.cond(
        view.client_id != "",
        rx.el.div(
            rx.el.p("Client\u202f: ", rx.el.a(view.client_name, href=view.client_href, class_name="link")),
            ui.button("Délier", variant="ghost", size="sm", icon="unlink", on_click=state.unlink(view.id)),
            class_name="lead-client",
        ),
    )


def client_dialog(state: Any) -> rx.Component:
    """Name and address, from what is known."""
    name = ui.field(
        "Nom",
        name="name",
        default_value=state.name,
        error=state.errors["name"],
        max_length=LONGEST_NAME,
        required=True,
    )
    email = ui.field(
        "E-mail",
        name="email",
        type="email",
        default_value=state.email,
        error=state.errors["email"],
        max_length=LONGEST_EMAIL,
        hint="Si un de vos clients a déjà cette adresse, le lead rejoint sa fiche.",
    )
    return row_dialog(
        state,
        name,
        email,
        id="lead-client",
        title="Convertir en client",
        description="Ses séances et ses paiements suivront ce lead dans vos chiffres.",
        save="Créer le client",
        leave="Retour",
    )
