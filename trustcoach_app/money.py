"""Amounts are integer cents with an ISO 4217 currency; French formatting by Babel."""

from decimal import Decimal, InvalidOperation

from babel.numbers import format_currency

from trustcoach_app.errors import InvalidInput
from trustcoach_app.limits import HIGHEST_CENTS

OUT_OF_RANGE = "Indiquez un montant entre 0 et 100 000 €."


def euros(cents: int, currency: str = "EUR") -> str:
    """`124000` → `1 240 €`, `8050` → `80,50 €` (narrow no-break spaces, cents only when there are any)."""
    whole = cents % 100 == 0
    return format_currency(
        Decimal(cents) / 100,
        currency,
        "#,##0\u202f¤" if whole else "#,##0.00\u202f¤",
        locale="fr_FR",
        currency_digits=False,
    )


def price_words(cents: int | None, currency: str = "EUR") -> str:
    """`80 €`; 0 is a gift that was said so, None a price that nobody said yet."""
    if cents is None:
        return "À tarifer"
    return euros(cents, currency) if cents else "Offerte"


def price_text(cents: int | None) -> str:
    """`8000` → `80`, `8050` → `80,50`: what a person would type. Nothing for a price that nobody said."""
    if cents is None:
        return ""
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents / 100:.2f}".replace(".", ",")


def cents_from_text(text: str, field: str) -> int:
    """`"80"`, `"80,50"`, `"1 240 €"` → cents. Raises InvalidInput(field) beyond 0 … 100 000 €.

    A third decimal is refused, not rounded: `1.240` may be meant as 1 240 €.
    """
    cleaned = "".join(text.replace("€", "").split()).replace(",", ".")
    try:
        amount = Decimal(cleaned)
    except InvalidOperation:
        raise InvalidInput(**{field: "Indiquez un montant, par exemple 80 ou 80,50."}) from None
    if not amount.is_finite() or not 0 <= (cents := amount * 100) <= HIGHEST_CENTS:
        raise InvalidInput(**{field: OUT_OF_RANGE})
    if len(cleaned.partition(".")[2]) > 2:
        raise InvalidInput(**{field: "Deux chiffres au plus après la virgule, par exemple 80,50."})
    return int(cents)
