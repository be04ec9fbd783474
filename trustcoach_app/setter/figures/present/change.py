"""A figure against the period before. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from trustcoach_app.setter.figures.measure import Figure, Measure, Unit
from trustcoach_app.setter.figures.present.amounts import NARROW, number, rounded
from trustcoach_app.setter.figures.sums import Exact

WITHOUT = (Unit.RANKS, Unit.SLOT)
"""Lists and hours are not more or less than others."""

UNCHANGED = "="


@dataclass(frozen=True)
class Evolution:
    """`words` carry the meaning, `tone` (success, danger, neutral) only underlines it."""

    words: str = ""
    tone: str = "neutral"


def change_of(figure: Figure, this: Measure, before: Measure | None) -> Evolution:
    """`▲ +12 %` of an amount, `▼ −3 pts` of a ratio; none for states of now, lists, `Tout`, and what is unknown."""
    if before is None or figure.is_of_now or figure.unit in WITHOUT or this.amount is None:
        return Evolution()
    if before.amount is None or (before.amount == 0 and figure.unit is not Unit.RATIO):
        return Evolution("nouveau") if this.amount else Evolution()
    by = this.amount - before.amount
    if figure.unit is Unit.RATIO:
        points = rounded(abs(by) * 100, 1)
        return _change(figure, by, points, f"{number(Fraction(points), 1)}{NARROW}{'pts' if points >= 2 else 'pt'}")
    share = rounded(abs(Fraction(by, before.amount)) * 100)
    return _change(figure, by, share, f"{number(Fraction(share))}{NARROW}%")


def _change(figure: Figure, by: Exact, size: Decimal, words: str) -> Evolution:
    if not size:
        return Evolution(UNCHANGED)
    way = 1 if by > 0 else -1
    tone = {1: "success", -1: "danger", 0: "neutral"}[way * figure.better]
    return Evolution(f"▲ +{words}" if way > 0 else f"▼ −{words}", tone)
