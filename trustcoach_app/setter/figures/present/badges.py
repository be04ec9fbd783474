"""What a response rate is worth, where that is beyond doubt. Pure."""

from trustcoach_app.setter.figures.chance import wilson
from trustcoach_app.setter.figures.sums import Exact

EXCELLENT, GOOD = 0.6, 0.4


def verdict_of(part: Exact, whole: Exact) -> tuple[str, str]:
    """What a response rate is worth, a word and its tone; nothing while its interval reaches over a limit."""
    low, high = wilson(part, whole)
    if low >= EXCELLENT:
        return "Excellent", "success"
    if low >= GOOD and high < EXCELLENT:
        return "Bon", "warning"
    return ("À améliorer", "danger") if high < GOOD else ("", "neutral")
