"""What the figures are computed from: sums of cells over one period, states of now, and what the coach entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from trustcoach_app.setter.rollup.metrics import Metric


class Now(StrEnum):
    """What is read from the leads as they are now; no period, no comparison."""

    TODAY = "now.today"
    """Leads created since the coach's midnight."""
    WEEK = "now.week"
    """Leads created since the coach's Monday."""
    STATUS = "now.status"
    """Leads by status."""
    TO_FOLLOW_UP = "now.to_follow_up"
    """Leads to follow up by priority: high, medium, low."""


class Entered(StrEnum):
    """What the coach entered."""

    COST_CENTS = "entered.cost_cents"
    """Acquisition costs that fall in the period, by source; a month's is spread over its days."""
    MINUTES = "entered.minutes"
    """Minutes for one message."""


Name = Metric | Now | Entered
"""What can be summed."""

Amounts = Mapping[tuple[str, str], Fraction]
"""By (name, dimension)."""


@dataclass(frozen=True)
class Sums:
    """The sums of one period."""

    amounts: Amounts

    def of(self, name: Name, dimension: str = "") -> Fraction:
        """One sum; 0 where there is no cell."""
        return self.amounts.get((name, dimension), Fraction(0))

    def by_dimension(self, name: Name) -> dict[str, Fraction]:
        """The sums of a metric by its dimension, without those that are 0."""
        return {dimension: value for (of, dimension), value in self.amounts.items() if of == name and value}

    def total(self, name: Name) -> Fraction:
        """The sum over all dimensions."""
        return sum(self.by_dimension(name).values(), Fraction(0))
