"""A figure against the period before: only what the numbers can say. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from trustcoach_app.setter.figures.chance import is_beyond_chance
from trustcoach_app.setter.figures.measure import Compared, Figure, Measure, Unit
from trustcoach_app.setter.figures.present.amounts import NARROW, amount_words, number, rounded
from trustcoach_app.setter.figures.sums import Exact

UNCHANGED = "="
NOTHING_BEFORE = "rien avant"
AGAINST = "contre"
THIN = "peu de données"

FEWEST = 20
"""A change in percent, or in points, stands on as many happenings before."""


@dataclass(frozen=True)
class Evolution:
    """`words` carry the meaning, `tone` (success, danger, neutral) only underlines it."""

    words: str = ""
    tone: str = "neutral"
    is_thin: bool = False
    """Chance does as much."""


def change_of(figure: Figure, this: Measure, before: Measure | None) -> Evolution:
    """`▲ +12 %` of an amount, `▼ −3 pts` of a ratio, `contre 1` on few; none of what is not compared or unknown.

    `before` None: there is no period before, or the practice had not begun in it.
    """
    if before is None or figure.compared is Compared.NOT or this.amount is None:
        return Evolution()
    if not before.base or before.amount is None:
        return Evolution(NOTHING_BEFORE) if this.amount else Evolution()
    by = this.amount - before.amount
    words = _words(figure, by, before)
    if figure.compared is Compared.PLAINLY or not by:
        return Evolution(words)
    is_real = is_beyond_chance(figure.compared, this, before)
    return Evolution(words, _tone(figure, by) if is_real else "neutral", is_thin=not is_real)


def _words(figure: Figure, by: Exact, before: Measure) -> str:
    assert before.amount is not None
    is_ratio = figure.unit is Unit.RATIO
    if before.base < FEWEST or figure.compared is Compared.PLAINLY or not (before.amount or is_ratio):
        return f"{AGAINST} {amount_words(before.amount, figure.unit)}"
    if is_ratio:
        points = rounded(abs(by) * 100, 1)
        return _signed(by, bool(points), f"{number(Fraction(points), 1)}{NARROW}{'pts' if points >= 2 else 'pt'}")
    share = rounded(abs(Fraction(by, before.amount)) * 100)
    return _signed(by, bool(share), f"{number(Fraction(share))}{NARROW}%")


def _signed(by: Exact, is_seen: bool, words: str) -> str:
    if not is_seen:
        return UNCHANGED
    return f"▲ +{words}" if by > 0 else f"▼ −{words}"


def _tone(figure: Figure, by: Exact) -> str:
    return {1: "success", -1: "danger", 0: "neutral"}[figure.better if by > 0 else -figure.better]
