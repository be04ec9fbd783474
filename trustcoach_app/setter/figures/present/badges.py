"""What a response rate is worth, and from which ratio on. Pure."""

from fractions import Fraction

from trustcoach_app.setter.figures.sums import Exact

EXCELLENT, GOOD = Fraction(60, 100), Fraction(40, 100)


def badge_of(rate: Exact) -> tuple[str, str]:
    """What a response rate is worth, by the exact ratio (docs/kpis.md, 7 to 10): its word and its tone."""
    if rate >= EXCELLENT:
        return "Excellent", "success"
    return ("Bon", "warning") if rate >= GOOD else ("À améliorer", "danger")
