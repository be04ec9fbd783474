"""Pieces of /compte: functions of rows and handlers."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.auth.passwords import LEAST

FORM = "password-form"


def session_row(row: Any, *, on_revoke: Any) -> rx.Component:
    """One signed-in browser."""
    face = rx.cond(row.is_handheld, ui.icon("smartphone", size=20), ui.icon("monitor", size=20))
    words = rx.el.div(
        rx.el.div(
            rx.el.span(row.device, class_name="font-semibold"),
            rx.cond(row.is_current, ui.badge("Cet appareil", tone="accent")),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.div(row.where, " · ", row.seen, class_name="text-sm text-ink-soft"),
        class_name="min-w-0",
    )
    end = ui.button(
        "Déconnecter",
        variant="secondary",
        size="sm",
        on_click=on_revoke(row.id),
        aria_label=f"Déconnecter\u202f: {row.device}, {row.where}",
        class_name="ml-auto",
    )
    return rx.el.li(
        rx.el.span(face, class_name="device-icon"),
        words,
        rx.cond(row.is_current, rx.fragment(), end),
        class_name="device",
    )


def password_dialog(state: Any) -> rx.Component:
    """The present password, and the new one."""
    form = ui.form(
        ui.password_field("Mot de passe actuel", name="current", error=state.errors["current"]),
        ui.password_field(
            "Nouveau mot de passe",
            name="new",
            error=state.errors["new"],
            least=LEAST,
            hint="10 caractères au moins. Une courte phrase est facile à retenir.",
        ),
        on_submit=state.save,
        id=FORM,
        class_name="door-form",
    )
    return ui.dialog(
        form,
        open=state.is_open,
        on_close=state.close,
        on_reopen=state.open,
        title="Changer de mot de passe",
        description="Vos autres appareils seront déconnectés ; celui-ci reste connecté.",
        footer=ui.form_footer(FORM, leave="Annuler"),
        id="password",
    )


def ask_password(email: Any) -> rx.Component:
    """For those who only ever came in by links."""
    return ui.post_form(
        rx.el.p(
            "Vous n’avez pas encore de mot de passe : vous entrez par un lien. Pour en choisir un, demandez un e-mail.",
            class_name="text-ink-soft",
        ),
        ui.hidden("email", email),
        ui.button("Recevoir le lien", type="submit", variant="secondary", icon="mail"),
        action="/auth/reset/ask",
        class_name="door-form items-start",
    )
