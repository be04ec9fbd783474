"""What the coach tells the figures, `/dashboard/coach/setter/reglages`."""

import reflex as rx

from trustcoach_app import shell, ui
from trustcoach_app.setter.parts import HOME
from trustcoach_app.setter.settings import parts
from trustcoach_app.setter.settings.state import SetterSettingsState


def setter_settings() -> rx.Component:
    return shell.frame(
        ui.link_button("Setter", href=HOME, icon="arrow-left", variant="ghost", size="sm", class_name="session-back"),
        ui.page_header("Réglages du setter", subtitle="Ce que vos chiffres doivent savoir de vous."),
        rx.cond(SetterSettingsState.is_loaded, _loaded(), ui.skeleton(kind="card", lines=2)),
        parts.cost_dialog(),
        active="setter",
        role="coach",
        title="Réglages du setter",
    )


def _loaded() -> rx.Component:
    view = SetterSettingsState.view
    return rx.el.div(
        ui.section("Temps gagné", parts.minutes_form(view)),
        ui.section("Coûts d’acquisition", parts.costs(view), action=parts.add_button(view)),
        class_name="max-w-2xl",
    )
