"""The settings in words. Pure."""

from trustcoach_app.formats import month_name
from trustcoach_app.models.setter import AcquisitionCost
from trustcoach_app.money import euros, price_text
from trustcoach_app.setter.present import source_name
from trustcoach_app.setter.settings.queries import SettingsFacts
from trustcoach_app.setter.settings.views import CostRow, CostValues, SettingsView

EVERY_SOURCE = "Toutes les sources"


def settings_view(facts: SettingsFacts) -> SettingsView:
    """The page."""
    return SettingsView(str(facts.minutes), [_row(cost) for cost in facts.costs], facts.sources)


def cost_values(cost: AcquisitionCost) -> CostValues:
    """A cost as its form holds it: `2026-01`, `story`, `80,50`."""
    return CostValues(f"{cost.month:%Y-%m}", cost.source, price_text(cost.amount_cents))


def _row(cost: AcquisitionCost) -> CostRow:
    source = source_name(cost.source) if cost.source else EVERY_SOURCE
    return CostRow(str(cost.id), month_name(cost.month).capitalize(), source, euros(cost.amount_cents))
