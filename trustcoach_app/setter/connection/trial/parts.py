"""The button, and how far the event came."""

from typing import Any

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.setter.connection.trial.views import TrialStep


def trial_section(trial: Any, state: Any) -> rx.Component:
    """`trial`: the latest one that was accepted; `state`: what the door refused just now."""
    send = ui.button(
        "Envoyer un événement d’essai",
        icon="send",
        variant="secondary",
        loading=state.is_sending,
        on_click=state.send,
        class_name="self-start",
    )
    words = rx.el.p(
        "Un premier message de « Camille Essai », signé avec votre secret et envoyé à l’adresse ci-dessus, comme le "
        "ferait votre setter. Il ne devient pas un lead, ne compte dans aucun chiffre et ne vaut pas signe de vie.",
        class_name="text-sm text-ink-soft",
    )
    shown = rx.cond(state.refused.steps.length() > 0, _steps(state.refused.steps), _accepted(trial, state))
    card = ui.card(words, send, rx.el.div(shown, role="status"), class_name="flex flex-col gap-4")
    return ui.section("Essayer", card, id="essayer")


def _accepted(trial: Any, state: Any) -> rx.Component:
    lead = rx.el.div(
        rx.el.div(
            rx.el.p(rx.el.strong(trial.lead), " ", ui.badge("Essai", tone="info")),
            rx.el.p(trial.about, class_name="text-sm text-ink-soft"),
            class_name="min-w-0",
        ),
        ui.button("Retirer", variant="ghost", size="sm", on_click=state.remove, aria_label="Retirer le lead d’essai"),
        class_name="trial-lead",
    )
    return rx.cond(trial.steps.length() > 0, rx.fragment(_steps(trial.steps), rx.cond(trial.lead != "", lead)))


def _steps(steps: Any) -> rx.Component:
    return rx.el.ol(rx.foreach(steps, _step), class_name="trial-steps")


def _step(step: TrialStep) -> rx.Component:
    mark = rx.match(
        step.state,
        ("done", ui.icon("circle-check", size=18)),
        ("refused", ui.icon("circle-alert", size=18)),
        ui.icon("hourglass", size=18),
    )
    return rx.el.li(mark, rx.el.span(step.words), key=step.key, class_name=f"trial-step trial-{step.state}")
