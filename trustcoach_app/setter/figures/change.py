"""A figure against the period before, and what a response rate is worth: only what the numbers can say. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from trustcoach_app.setter.figures.chance import is_beyond_chance, wilson
from trustcoach_app.setter.figures.measure import Compared, Figure, Measure, Unit
from trustcoach_app.setter.figures.sums import Exact
from trustcoach_app.setter.figures.words import NARROW, amount_words, number, rounded

UNCHANGED = "="
NOTHING_BEFORE = "rien avant"
AGAINST = "contre"
THIN = "peu de données"

FEWEST = 20
"""A change in percent, or in points, stands on as many happenings before."""

EXCELLENT, GOOD = 0.6, 0.4


@dataclass(frozen=True)
class Change:
    """`words` carry the meaning, `tone` (success, danger, neutral) only underlines it."""

    words: str = ""
    tone: str = "neutral"
    is_thin: bool = False
    """Chance does as much."""


def change_of(figure: Figure, this: Measure, before: Measure | None) -> Change:
    """`▲ +12 %` of an amount, `▼ −3 pts` of a ratio, `contre 1` on few; none of what is not compared or unknown.

    `before` None: there is no period before, or the practice had not begun in it.
    """
    if before is None or figure.compared is Compared.NOT or this.amount is None:
        return Change()
    if not before.base or before.amount is None:
        return Change(NOTHING_BEFORE) if this.amount else Change()
    by = this.amount - before.amount
    words = _words(figure, by, before)
    if figure.compared is Compared.PLAINLY or not by:
        return Change(words)
    is_real = is_beyond_chance(figure.compared, this, before)
    return Change(words, _tone(figure, by) if is_real else "neutral", is_thin=not is_real)


def verdict_of(part: Exact, whole: Exact) -> tuple[str, str]:
    """What a response rate is worth, a word and its tone; nothing while its interval reaches over a limit."""
    low, high = wilson(part, whole)
    if low >= EXCELLENT:
        return "Excellent", "success"
    if low >= GOOD and high < EXCELLENT:
        return "Bon", "warning"
    return ("À améliorer", "danger") if high < GOOD else ("", "neutral")


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
