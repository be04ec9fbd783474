"""What the figures are computed from: sums of cells over one period, states of now, and what the coach entered."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

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
    RETURNED = "now.returned"
    """Those of them who are lost, and wrote after the loss."""
    FORGOTTEN = "now.forgotten"
    """Those of them who are silent for too long to be listed one by one."""


class Entered(StrEnum):
    """What the coach entered."""

    COST_CENTS = "entered.cost_cents"
    """Acquisition costs that fall in the period, by source; a month's is spread over its days."""
    MINUTES = "entered.minutes"
    """Minutes for one message."""


class Young(StrEnum):
    """Sums of the days that are not ripe yet: they are not in those of the metric of the same name."""

    SENT_NUMBER = "young.sent_number"
    REPLIED_NUMBER = "young.replied_number"


RIPENS_IN = timedelta(hours=48)
"""A message may be answered for so long before it counts as unanswered: days that ended since then are not ripe."""

Name = Metric | Now | Entered | Young
"""What can be summed."""

Exact = int | Fraction
"""Fractions where a part of a cent counts: whole numbers are added up twenty times as fast."""

Amounts = Mapping[tuple[str, str], Exact]
"""By (name, dimension)."""


@dataclass(frozen=True)
class Sums:
    """The sums of one period."""

    amounts: Amounts

    @cached_property
    def _by_name(self) -> Mapping[str, dict[str, Exact]]:
        """Without those that are 0."""
        found: defaultdict[str, dict[str, Exact]] = defaultdict(dict)
        for (name, dimension), value in self.amounts.items():
            if value:
                found[name][dimension] = value
        return found

    def of(self, name: Name, dimension: str = "") -> Exact:
        """One sum; 0 where there is no cell."""
        return self.amounts.get((name, dimension), 0)

    def by_dimension(self, name: Name) -> dict[str, Exact]:
        """The sums of a metric by its dimension, without those that are 0."""
        return dict(self._by_name.get(name, {}))

    def total(self, name: Name) -> Exact:
        """The sum over all dimensions."""
        return sum(self._by_name.get(name, {}).values())
