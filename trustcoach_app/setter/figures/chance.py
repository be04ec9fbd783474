"""What two numbers can say about one another: exact tests, and the interval of a ratio. Pure.

Presentation only: floats, of whole numbers that were counted exactly. Of both tails the smaller one counts twice.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import exp, lgamma, log, sqrt

from trustcoach_app.setter.figures.measure import Compared, Measure, median
from trustcoach_app.setter.figures.sums import Exact

LEVEL = 0.05
"""What happens by chance once in twenty times is taken for chance."""

Z = 1.959963984540054
"""Of 95 %."""


def is_beyond_chance(how: Compared, this: Measure, before: Measure) -> bool:
    """Whether two measures of one figure differ by more than chance does."""
    test = _TESTS.get(how)
    return test is not None and test(this, before) < LEVEL


@lru_cache(maxsize=4096)
def counts_differ(this: int, before: int, share: float = 0.5) -> float:
    """How likely chance is, where `share` of all that happens falls on `this`: an exact binomial test."""
    if not this + before or not 0 < share < 1:
        return 1.0
    odds = share / (1 - share)
    first = exp(_log_choose(this + before, this) + this * log(share) + before * log(1 - share))
    if this > (this + before) * share:
        return _twice(first, lambda step: odds * (before - step) / (this + step + 1), before)
    return _twice(first, lambda step: (this - step) / (before + step + 1) / odds, this)


@lru_cache(maxsize=4096)
def ratios_differ(this: tuple[int, int], before: tuple[int, int]) -> float:
    """How likely chance is for two ratios, each (part, whole): Fisher's exact test."""
    (part, whole), (other, others) = this, before
    if not whole or not others:
        return 1.0
    if part * others < other * whole:
        return ratios_differ(before, this)
    first = exp(_log_choose(whole, part) + _log_choose(others, other) - _log_choose(whole + others, part + other))

    def rarer(step: int) -> float:
        return (whole - part - step) * (other - step) / ((part + step + 1) * (others - other + step + 1))

    return _twice(first, rarer, min(whole - part, other))


def wilson(part: Exact, whole: Exact) -> tuple[float, float]:
    """Between what the true ratio lies, 19 times in 20."""
    if not whole:
        return 0.0, 1.0
    count, rate = float(whole), float(part) / float(whole)
    middle = rate + Z * Z / (2 * count)
    off = Z * sqrt(rate * (1 - rate) / count + Z * Z / (4 * count * count))
    return (middle - off) / (1 + Z * Z / count), (middle + off) / (1 + Z * Z / count)


def _twice(first: float, ratio: Callable[[int], float], most: int) -> float:
    """Twice the tail that begins with `first`, until it is chance for sure, or nothing is left to add."""
    tail = term = first
    for step in range(most):
        if 2 * tail >= 1 or term < tail * 1e-12:
            break
        term *= ratio(step)
        tail += term
    return min(1.0, 2 * tail)


def _log_choose(whole: int, part: int) -> float:
    return lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)


def _of_counts(this: Measure, before: Measure) -> float:
    exposure = this.exposure + before.exposure
    return counts_differ(int(this.cases), int(before.cases), float(this.exposure / exposure) if exposure else 0.0)


def _of_amounts(this: Measure, before: Measure) -> float:
    """Fewer sales that brought more are no news of either."""
    grew = (this.amount or 0) > (before.amount or 0)
    return _of_counts(this, before) if (this.cases > before.cases) is grew else 1.0


def _of_ratios(this: Measure, before: Measure) -> float:
    return ratios_differ((int(this.part), int(this.whole)), (int(before.part), int(before.whole)))


def _of_spreads(this: Measure, before: Measure) -> float:
    """How many of each lie above the middle of both: the median test."""
    both = {name: this.buckets.get(name, 0) + before.buckets.get(name, 0) for name in {*this.buckets, *before.buckets}}
    middle = median(both, {name: int(name or 0) * count for name, count in both.items()})
    return 1.0 if middle is None else ratios_differ(_above(this.buckets, middle), _above(before.buckets, middle))


def _above(buckets: Mapping[str, Exact], middle: Exact) -> tuple[int, int]:
    above = sum(count for name, count in buckets.items() if int(name or 0) > middle)
    return int(above), int(sum(buckets.values()))


_TESTS = {
    Compared.COUNTS: _of_counts,
    Compared.AMOUNTS: _of_amounts,
    Compared.RATIOS: _of_ratios,
    Compared.SPREADS: _of_spreads,
}
