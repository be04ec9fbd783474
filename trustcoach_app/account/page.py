"""/compte, for whoever is signed in."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.account import parts
from trustcoach_app.account.state import AccountState, PasswordState
from trustcoach_app.limits import LONGEST_NAME
from trustcoach_app.shell.navigation import SECURITY


def account() -> rx.Component:
    """Name, password, sessions."""
    return shell.frame(
        ui.page_header(
            SECURITY.label, subtitle="Votre compte, votre mot de passe et les appareils où vous êtes connecté."
        ),
        rx.cond(AccountState.is_loaded, _loaded(), ui.skeleton(lines=3, kind="card")),
        active="security",
        role=None,
        title=SECURITY.label,
    )


def _loaded() -> rx.Component:
    state = AccountState
    return rx.el.div(
        rx.cond(state.view.is_sponsor, _for_sponsors()),
        ui.section("Votre nom", ui.card(_name_form())),
        ui.section("Mot de passe", ui.card(rx.cond(state.view.has_password, _password(), _no_password()))),
        _sessions(),
        parts.password_dialog(PasswordState),
        ui.confirm(
            state.is_ending_others,
            state.keep_others,
            state.revoke_others,
            "Déconnecter tous les autres appareils ?",
            "Chaque autre appareil devra se reconnecter. Celui-ci reste connecté.",
            "Déconnecter les autres",
        ),
        class_name="max-w-2xl",
    )


def _for_sponsors() -> rx.Component:
    return ui.section(
        "Votre accès entreprise",
        ui.card(
            rx.el.p(
                "Vous êtes connecté. Ici, vous changez votre nom et votre mot de passe, et vous déconnectez les "
                "appareils que vous n’utilisez plus."
            ),
            rx.el.p(
                "Le nombre de séances et le budget de votre entreprise ne s’affichent pas dans cette version. "
                "Ce que se disent un coach et son client ne vous sera jamais montré.",
                class_name="mt-2 text-ink-soft",
            ),
        ),
    )


def _name_form() -> rx.Component:
    state = AccountState
    return ui.form(
        ui.field(
            "Nom",
            name="name",
            default_value=state.view.name,
            error=state.errors["name"],
            hint=f"Adresse de connexion\u202f: {state.view.email}",
            required=True,
            autocomplete="name",
            max_length=LONGEST_NAME,
        ),
        ui.button("Enregistrer", type="submit", variant="secondary", class_name="self-start"),
        on_submit=state.rename,
        class_name="door-form",
    )


def _password() -> rx.Component:
    return rx.el.div(
        rx.el.p("Le changer déconnecte vos autres appareils.", class_name="text-ink-soft"),
        ui.button("Changer", variant="secondary", icon="key-round", on_click=PasswordState.open),
        class_name="flex flex-wrap items-center justify-between gap-3",
    )


def _no_password() -> rx.Component:
    return parts.ask_password(AccountState.view.email)


def _sessions() -> rx.Component:
    state = AccountState
    rows = rx.foreach(state.view.sessions, lambda row: parts.session_row(row, on_revoke=state.revoke))
    end_others = rx.cond(
        state.view.others > 0,
        ui.button("Déconnecter les autres", variant="ghost", size="sm", on_click=state.open_ending_others),
    )
    return ui.section("Appareils connectés", ui.card(rx.el.ul(rows, class_name="devices")), action=end_others)
