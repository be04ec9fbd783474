"""The form of who a client is."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.client_file.contact.state import ContactState
from trustcoach_app.limits import LONGEST_EMAIL, LONGEST_NAME
from trustcoach_app.zones import zone_options

FORM = "contact-form"


def contact_dialog() -> rx.Component:
    """The dialog, opened by ContactState.open(client_id), or with "" for somebody new."""
    state = ContactState
    is_new = state.row_id == ""
    return ui.dialog(
        _form(is_new),
        open=state.is_open,
        opening=state.opening,
        on_close=state.close,
        on_reopen=state.open(state.row_id),
        title=rx.cond(is_new, "Nouveau client", "Coordonnées"),
        footer=ui.form_footer(FORM, save=rx.cond(is_new, "Ajouter", "Enregistrer")),
        id="contact",
    )


def _form(is_new: rx.Var[bool]) -> rx.Component:
    state, values = ContactState, ContactState.values
    stage = ui.checkbox(
        "C’est encore un prospect", name="is_prospect", hint="Une première séance payante en fera un client."
    )
    return ui.form(
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
        on_submit=state.save,
        problem=state.problem,
        draft=state.row_id,
        id=FORM,
        class_name="grid gap-4",
    )
