"""A price as a form sends it. Pure."""

from collections.abc import Mapping
from typing import Any, TypedDict

from trustcoach_app.money import cents_from_text

PRICE_HINT = "En euros, TTC. 0\u202f: séance offerte\u202f; vide\u202f: à tarifer"


class PriceFields(TypedDict):
    """Those of `Words`."""

    price_cents: int | None
    is_unpriced: bool


def read_price(sent: Mapping[str, Any]) -> PriceFields:
    """What stands in the field: an amount, or nothing, which is no price. Without a field nobody said anything.

    Raises InvalidInput(price).
    """
    typed = str(sent.get("price") or "").strip()
    if typed:
        return PriceFields(price_cents=cents_from_text(typed, "price"), is_unpriced=False)
    return PriceFields(price_cents=None, is_unpriced="price" in sent)
