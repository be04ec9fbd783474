"""The dialog that creates a coach."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.admin.invitation.state import InvitationState
from trustcoach_app.limits import LONGEST_EMAIL, LONGEST_NAME
from trustcoach_app.models.people import LONGEST_SPECIALTY

FORM = "coach-form"


def invitation_dialog() -> rx.Component:
    """Form, then result, in one dialog."""
    state = InvitationState
    is_form = state.phase == "form"
    return ui.dialog(
        rx.match(state.phase, ("form", _form()), ("invited", _invited()), _opened()),
        open=state.is_open,
        on_close=state.close,
        on_reopen=state.open_form,
        title=rx.match(state.phase, ("form", "Nouveau coach"), ("invited", "Invitation envoyée"), "Espace ouvert"),
        footer=[
            rx.cond(
                is_form,
                rx.fragment(
                    ui.leave_button("Annuler"),
                    ui.button("Créer et inviter", type="submit", custom_attrs={"form": FORM}),
                ),
                ui.leave_button("Terminé", variant="primary"),
            )
        ],
        id="invitation",
    )


def _form() -> rx.Component:
    state = InvitationState
    return ui.form(
        ui.field(
            "Adresse e-mail",
            name="email",
            type="email",
            error=state.errors["email"],
            required=True,
            autocomplete="off",
            input_mode="email",
            max_length=LONGEST_EMAIL,
        ),
        ui.field(
            "Nom", name="name", error=state.errors["name"], max_length=LONGEST_NAME, required=True, autocomplete="off"
        ),
        ui.field(
            "Spécialité",
            name="specialty",
            error=state.errors["specialty"],
            max_length=LONGEST_SPECIALTY,
            placeholder="Gestion du stress",
            autocomplete="off",
        ),
        on_submit=state.create,
        id=FORM,
        class_name="door-form",
    )


def _invited() -> rx.Component:
    state = InvitationState
    return rx.el.div(
        rx.el.p(
            "Un e-mail part à ",
            rx.el.strong(ui.address(state.email)),
            ". Vous pouvez aussi transmettre ce lien vous-même\u202f: il ne sera plus affiché.",
        ),
        ui.field(
            "Lien d’invitation",
            name="invitation-link",
            default_value=state.link,
            read_only=True,
            hint="Il sert une seule fois, pendant 7 jours.",
        ),
        ui.copy_button(state.link, label="Copier le lien", done="Lien copié", field="invitation-link"),
        class_name="door-form",
    )


def _opened() -> rx.Component:
    state = InvitationState
    return rx.el.p(
        rx.el.strong(state.name),
        " avait déjà un compte TrustCoach\u202f: l’espace de coach y est ouvert, et un e-mail le lui annonce à ",
        rx.el.strong(ui.address(state.email)),
        ".",
    )
