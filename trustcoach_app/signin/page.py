"""The pages before sign-in."""

from typing import Any

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.auth.passwords import LEAST
from trustcoach_app.auth.paths import FORGOTTEN, LOGIN
from trustcoach_app.signin import parts
from trustcoach_app.signin.state import CodeState, ForgottenState, LinkState, LoginState, NewPasswordState

NO_TRACE = [{"name": "referrer", "content": "strict-origin"}, {"name": "robots", "content": "noindex"}]
"""For pages with a token in their address: no other page learns it. `no-referrer` would also hide the origin of their
own forms, which the routes check."""


def login() -> rx.Component:
    """/login: by password, or by a link."""
    said = LoginState.said
    return shell.bare(
        parts.heading("Bon retour", "Entrez, vos séances vous attendent."),
        parts.notice(said.notice),
        parts.form_error(said.form_error),
        parts.door_form(
            parts.onward(),
            parts.email_field(value=said.email, error=said.email_error, auto_focus=True),
            ui.password_field(error=said.password_error),
            parts.submit("Se connecter"),
            parts.or_else(),
            ui.button(
                "Recevoir un lien de connexion",
                type="submit",
                variant="secondary",
                icon="mail",
                form_action="/auth/link/ask",
                class_name="w-full",
            ),
            action="/auth/login",
        ),
        parts.foot_link("Mot de passe oublié ?", FORGOTTEN),
        parts.demo_panel(LoginState.demo_accounts),
        title="Connexion",
    )


def code() -> rx.Component:
    """/login/code: the mail is on its way."""
    said = CodeState.said
    form = rx.fragment(
        parts.heading(
            "Regardez vos e-mails",
            "Ouvrez le lien sur cet appareil, ou saisissez ici le code du message. Ils servent pendant dix minutes.",
        ),
        parts.notice(said.notice),
        parts.form_error(said.form_error),
        parts.door_form(
            parts.onward(),
            ui.field(
                "Code à 8 chiffres",
                name="code",
                error=said.code_error,
                required=True,
                autocomplete="one-time-code",
                input_mode="numeric",
                placeholder="0000 0000",
                max_length=12,
                auto_focus=True,
                class_name="code-input",
            ),
            parts.submit("Entrer"),
            action="/auth/code/use",
        ),
        parts.foot_link("Rien reçu ? Demander un autre lien", LOGIN),
    )
    return shell.bare(rx.cond(CodeState.has_asked, form, _ask_again()), title="Code de connexion")


def link() -> rx.Component:
    """/login/lien: a button, because opening a page must never sign anyone in."""
    said = LinkState.said
    form = rx.fragment(
        parts.heading("Vous y êtes presque", "Un clic, et vous êtes connecté à votre espace."),
        parts.form_error(said.form_error),
        parts.door_form(
            ui.hidden("jeton", LinkState.token),
            parts.submit("Me connecter", auto_focus=True),
            action="/auth/link/use",
        ),
    )
    elsewhere = parts.dead_end(
        "Ce lien attend un autre navigateur",
        "Il fonctionne là où vous l’avez demandé. Ouvrez-le sur cet appareil-là, ou saisissez-y le code du message.",
        label="Me connecter ici autrement",
        href=LOGIN,
    )
    return shell.bare(
        parts.clean_address(LinkState.phase == "open"),
        _phases(LinkState.phase, ("open", form), ("elsewhere", elsewhere), ("over", _ask_again())),
        title="Lien de connexion",
    )


def forgotten() -> rx.Component:
    """/login/oubli"""
    said = ForgottenState.said
    return shell.bare(
        parts.heading(
            "Mot de passe oublié", "Indiquez votre adresse\u202f: un lien pour en choisir un autre vous attendra."
        ),
        parts.notice(said.notice),
        parts.form_error(said.form_error),
        parts.door_form(
            parts.email_field(value=said.email, error=said.email_error, auto_focus=True),
            parts.submit("Recevoir le lien"),
            action="/auth/reset/ask",
        ),
        parts.foot_link("Revenir à la connexion", LOGIN),
        title="Mot de passe oublié",
    )


def new_password() -> rx.Component:
    """/login/nouveau-mot-de-passe"""
    phase = NewPasswordState.phase
    welcome = parts.heading(
        rx.cond(NewPasswordState.first_name != "", f"Bienvenue {NewPasswordState.first_name}", "Bienvenue"),
        "Choisissez votre mot de passe, et votre espace s’ouvre.",
    )
    again = parts.heading("Un nouveau mot de passe", "Choisissez-le\u202f: vos autres appareils seront déconnectés.")
    over = parts.dead_end(
        "Ce lien n’est plus valable",
        "Il a déjà servi, ou son temps est passé. Demandez-en un nouveau ; si c’était une invitation expirée, la "
        "personne qui vous a invité peut vous en renvoyer une.",
        label="Recevoir un nouveau lien",
        href=FORGOTTEN,
    )
    return shell.bare(
        parts.clean_address((phase == "reset") | (phase == "invitation")),
        _phases(
            phase,
            ("invitation", rx.fragment(welcome, _password_form())),
            ("reset", rx.fragment(again, _password_form())),
            ("over", over),
        ),
        title="Choisir un mot de passe",
    )


def _password_form() -> rx.Component:
    said = NewPasswordState.said
    return rx.fragment(
        parts.form_error(said.form_error),
        parts.door_form(
            ui.hidden("jeton", NewPasswordState.token),
            rx.el.input(
                type="email",
                value=NewPasswordState.email,
                auto_complete="username",
                read_only=True,
                class_name="hidden",
            ),
            ui.password_field(
                error=said.password_error,
                least=LEAST,
                hint="10 caractères au moins. Une courte phrase est facile à retenir.",
                auto_focus=True,
            ),
            parts.submit("Enregistrer et entrer"),
            action="/auth/password/set",
        ),
    )


def _ask_again() -> rx.Component:
    return parts.dead_end(
        "Ce lien n’est plus valable",
        "Il a déjà servi, ou ses dix minutes sont passées. Un nouveau part en un instant.",
        label="Demander un nouveau lien",
        href=LOGIN,
    )


def _phases(phase: Any, *shown: tuple[str, rx.Component]) -> rx.Component:
    """What belongs to the phase; a skeleton while the link is looked at."""
    return rx.match(phase, *shown, ui.skeleton(lines=3))
