"""Exact amounts in French. Rounding happens here, once, half up."""

from collections.abc import Callable
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from babel.numbers import parse_pattern

from trustcoach_app.formats import LOCALE
from trustcoach_app.money import euros
from trustcoach_app.setter.figures.measure import Unit
from trustcoach_app.setter.figures.sums import Exact

NARROW = "\u202f"
"""A narrow space that does not break."""
_PATTERNS = [parse_pattern("#,##0" + ("." + "#" * decimals if decimals else "")) for decimals in range(3)]

UNKNOWN = "—"
HOUR, DAY = 60, 24 * 60
TEN_FOLD = 10


def rounded(amount: Exact, decimals: int = 0) -> Decimal:
    """Half up, away from zero."""
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@lru_cache(maxsize=4096)
def number(amount: Exact, decimals: int = 0) -> str:
    """`1 240`, `5,5`; a decimal only where there is one, at most two, and a true minus."""
    return _PATTERNS[decimals].apply(rounded(amount, decimals), LOCALE).replace("-", "−")


def percent(ratio: Exact, decimals: int = 1) -> str:
    """`37,5 %`"""
    return f"{number(ratio * 100, decimals)}{NARROW}%"


def return_words(ratio: Exact) -> str:
    """`450 %`; from ten-fold on what each euro became: `× 21`."""
    return f"×{NARROW}{number(ratio + 1)}" if ratio + 1 >= TEN_FOLD else percent(ratio)


def duration(minutes: Exact) -> str:
    """`42 min`, `1 h 30`, `2 j 3 h`"""
    whole = int(rounded(minutes))
    if whole < HOUR:
        return f"{whole}{NARROW}min"
    if whole < DAY:
        return f"{whole // HOUR}{NARROW}h" + (f"{NARROW}{whole % HOUR:02}" if whole % HOUR else "")
    days, hours = divmod(int(rounded(Fraction(minutes, HOUR))), 24)
    return f"{number(days)}{NARROW}j" + (f"{NARROW}{hours}{NARROW}h" if hours else "")


def waiting(length: timedelta) -> str:
    """`48 h`, `9 jours`: whole days, begun ones too."""
    days = -(-length // timedelta(days=1))
    return f"48{NARROW}h" if days <= 2 else f"{number(days)}\u00a0jours"


def cents(amount: Exact) -> str:
    """`1 240 €`, `83,33 €`"""
    return euros(int(rounded(amount))).replace("-", "−")


_IN_WORDS: dict[Unit, Callable[[Exact], str]] = {
    Unit.COUNT: number,
    Unit.MEAN: lambda amount: number(amount, 1),
    Unit.RATIO: percent,
    Unit.MINUTES: duration,
    Unit.YEARS: lambda amount: f"{number(amount, 1)}{NARROW}ans",
    Unit.HOURS: lambda amount: f"{number(amount, 1)}{NARROW}h",
    Unit.CENTS: cents,
    Unit.RETURN: return_words,
    Unit.RANKS: number,
    Unit.SLOT: number,
}


def amount_words(amount: Exact | None, unit: Unit) -> str:
    """An amount as it is read; what is unknown is a dash."""
    return UNKNOWN if amount is None else _IN_WORDS[unit](amount)
