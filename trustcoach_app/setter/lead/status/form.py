"""What the dialogs of a win and of a loss send. Pure."""

from collections.abc import Mapping
from typing import Any

from trustcoach_app.forms import reading
from trustcoach_app.models.leads import LossReason


def deal_cents(sent: Mapping[str, Any]) -> int | None:
    """What the deal is worth, None for unknown. Raises InvalidInput."""
    with reading(sent) as form:
        return form.cents("deal") if form.given("deal") else None


def loss_reason(sent: Mapping[str, Any]) -> LossReason:
    """Raises InvalidInput."""
    with reading(sent) as form:
        return form.choice("reason", LossReason, "Choisissez une raison.")
