"""The form of the rules."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.availability.holidays import COUNTRIES
from trustcoach_app.planning.settings.rules.state import RuleState
from trustcoach_app.planning.settings.views import SetupView

FORM = "rules-form"


def rules_panel(view: SetupView) -> rx.Component:
    """Pauses, notice, horizon, interval, most a day, public holidays."""
    save = ui.button("Enregistrer", type="submit", custom_attrs={"form": FORM})
    form = ui.form(
        *_fields(view),
        rx.el.div(save, class_name="form-wide"),
        on_submit=RuleState.save,
        id=FORM,
        key=view.rules.revision,
        class_name="form-grid",
    )
    return ui.section("Règles des créneaux", ui.card(form))


def _fields(view: SetupView) -> list[rx.Component]:
    rules, errors = view.rules, RuleState.errors
    countries = [("", "Aucun"), *((code, name) for code, (name, _) in COUNTRIES.items())]

    def number(label: str, name: str, value: rx.Var, hint: str) -> rx.Component:
        return ui.field(label, name=name, input_mode="decimal", default_value=value, error=errors[name], hint=hint)

    return [
        number("Pause avant", "buffer_before_minutes", rules.buffer_before, "Minutes libres avant une séance"),
        number("Pause après", "buffer_after_minutes", rules.buffer_after, "Minutes libres après une séance"),
        number(
            "Délai minimum", "minimum_notice_minutes", rules.notice, "Heures avant le début\u202f; pour vos clients"
        ),
        number("Horizon", "horizon_days", rules.horizon, "Jours à l’avance\u202f; pour vos clients"),
        number("Un créneau toutes les", "slot_interval_minutes", rules.interval, "Minutes"),
        number("Séances par jour, au plus", "most_sessions_a_day", rules.most, "Laissé vide\u202f: sans limite"),
        rx.el.div(
            ui.select(
                "Jours fériés fermés",
                name="holidays_country",
                options=countries,
                default_value=rules.country,
                error=errors["holidays_country"],
            ),
            class_name="form-wide",
        ),
    ]
