"""A cost as its form holds it, and what that form sends. Pure."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from trustcoach_app.forms import reading
from trustcoach_app.models.setter import LONGEST_SOURCE
from trustcoach_app.setter.settings.service import CostFields
from trustcoach_app.setter.settings.views import CostValues


def cost_fields(sent: Mapping[str, Any]) -> CostFields:
    """Raises InvalidInput with every field that cannot be taken."""
    with reading(sent) as form:
        return CostFields(
            month=form.month("month"),
            source=form.text("source", most=LONGEST_SOURCE),
            amount_cents=form.cents("amount"),
        )


def cost_sent(values: CostValues) -> dict[str, str]:
    """What the form would send if nothing of it were changed."""
    return asdict(values)
