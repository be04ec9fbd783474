"""/dashboard/coach/setter/connexion: how the setter's events come in."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.setter.connection import parts
from trustcoach_app.setter.connection.state import ConnectionState, SecretState
from trustcoach_app.setter.connection.trial.parts import trial_section
from trustcoach_app.setter.connection.trial.state import TrialState
from trustcoach_app.setter.parts import setter_tabs


def connection() -> rx.Component:
    state = ConnectionState
    page = shell.frame(
        ui.page_header(
            "Connexion du setter",
            subtitle="Ce que n8n et ManyChat vous envoient arrive ici, signé, une seule fois.",
        ),
        setter_tabs("connection"),
        rx.cond(state.is_loaded, rx.cond(state.view.is_new, _empty(), _connected()), ui.skeleton(lines=3, kind="card")),
        parts.secret_dialog(),
        ui.confirm(
            state.asked.id != "",
            state.close_revocation,
            state.revoke,
            "Révoquer ce secret ?",
            rx.fragment("Ce qui est signé avec ", rx.el.strong(state.asked.name), " sera refusé tout de suite."),
            "Révoquer",
            id="revoke",
        ),
        active="setter",
        role="coach",
        title="Connexion du setter",
    )
    return ui.styled(page, "leads")


def _empty() -> rx.Component:
    return ui.empty_state(
        "plug-zap",
        "Reliez votre setter",
        "Un secret prouve que les événements viennent bien de vous. Il s’affiche une seule fois\u202f: ouvrez n8n ou "
        "ManyChat à côté.",
        action=ui.button("Créer le secret", icon="key-round", on_click=SecretState.create),
    )


def _connected() -> rx.Component:
    view = ConnectionState.view
    return rx.el.div(
        rx.cond(view.silence != "", parts.silence_notice(view)),
        parts.address_section(view),
        parts.secret_section(view),
        parts.steps_section(view),
        rx.cond(view.secrets.length() > 0, trial_section(view.trial_event, TrialState)),
        parts.events_section(view),
        rx.cond(view.letters.length() > 0, parts.dead_letters_section(view)),
        parts.silence_section(view),
        class_name="max-w-3xl",
    )
