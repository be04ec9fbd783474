"""The form of who a client is."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.contact.state import ContactState
from trustcoach_app.limits import LONGEST_EMAIL, LONGEST_NAME
from trustcoach_app.shell.forms.parts import row_dialog
from trustcoach_app.zones import zone_options


def contact_dialog() -> rx.Component:
    """The dialog, opened by ContactState.open(client_id), or with "" for somebody new."""
    state, values = ContactState, ContactState.values
    is_new = state.row_id == ""
    stage = ui.checkbox(
        "C’est encore un prospect", name="is_prospect", hint="Une première séance payante en fera un client."
    )
    return row_dialog(
        state,
        ui.field(
            "Nom",
            name="name",
            default_value=values.name,
            error=state.errors["name"],
            max_length=LONGEST_NAME,
            autocomplete="off",
            required=True,
        ),
        ui.field(
            "E-mail",
            name="email",
            type="email",
            default_value=values.email,
            error=state.errors["email"],
            max_length=LONGEST_EMAIL,
            autocomplete="off",
        ),
        ui.field(
            "Téléphone",
            name="phone",
            type="tel",
            default_value=values.phone,
            error=state.errors["phone"],
            autocomplete="off",
        ),
        ui.select(
            "Fuseau horaire",
            name="timezone",
            options=zone_options(),
            default_value=values.timezone,
            error=state.errors["timezone"],
            hint="Le vôtre, sauf si cette personne vit ailleurs.",
        ),
        rx.cond(is_new, stage),
        id="contact",
        title=rx.cond(is_new, "Nouveau client", "Coordonnées"),
        save=rx.cond(is_new, "Ajouter", "Enregistrer"),
    )
