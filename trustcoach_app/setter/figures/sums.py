"""What the figures are computed from: sums of cells over one period, states of now, and what the coach entered."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
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


class RipeningStage(StrEnum):
    """What takes its time. Days that ended too lately to judge it are young: a ratio of it leaves them out."""

    ANSWER = "answer"
    """From a message to its answer: 48 hours."""
    QUALIFICATION = "qualification"
    """From a lead's creation to its qualification. Of this and the next ones it takes as long as nine in ten of the
    practice's latest took, 48 hours at least."""
    PROPOSAL = "proposal"
    """From the qualification to a call proposed."""
    BOOKING = "booking"
    """From a call proposed to one booked."""
    SALE = "sale"
    """From a call to the sale that comes from it."""
    DISCUSSION = "discussion"
    """From the first message to the last."""


AT_LEAST = timedelta(hours=48)
"""Nothing ripens sooner."""

RIPENS: Mapping[Metric, RipeningStage] = {
    Metric.SENT_NUMBER: RipeningStage.ANSWER,
    Metric.REPLIED_NUMBER: RipeningStage.ANSWER,
    Metric.LEADS: RipeningStage.QUALIFICATION,
    Metric.COHORT_QUALIFIED: RipeningStage.QUALIFICATION,
    Metric.QUALIFIED: RipeningStage.PROPOSAL,
    Metric.QUALIFIED_THEN_PROPOSED: RipeningStage.PROPOSAL,
    Metric.PROPOSED: RipeningStage.BOOKING,
    Metric.PROPOSED_THEN_BOOKED: RipeningStage.BOOKING,
    Metric.HELD: RipeningStage.SALE,
    Metric.HELD_AND_WON: RipeningStage.SALE,
    Metric.WRITTEN_TO: RipeningStage.DISCUSSION,
    Metric.UNAIDED: RipeningStage.DISCUSSION,
}
"""What is judged only once it is ripe, and what that takes."""


@dataclass(frozen=True)
class Ripeness:
    """Since when a stage can be judged."""

    after: timedelta
    """How long it takes."""
    last: date
    """The last day that ended so long ago."""


Name = Metric | Now | Entered
"""What can be summed."""

Exact = int | Fraction
"""Fractions where a part of a cent counts: whole numbers are added up twenty times as fast."""

Amounts = Mapping[tuple[str, str], Exact]
"""By (name, dimension)."""


@dataclass(frozen=True)
class Sums:
    """The sums of one period."""

    amounts: Amounts
    youngs: Amounts = field(default_factory=dict[tuple[str, str], Exact])
    """What of them is of days that are not ripe yet."""

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

    def young(self, name: Metric, dimension: str = "") -> Exact:
        """What of a sum is too young to be judged."""
        return self.youngs.get((name, dimension), 0)

    def ripe(self, name: Metric, dimension: str = "") -> Exact:
        """What of a sum is old enough to be judged."""
        return self.of(name, dimension) - self.young(name, dimension)

    def by_dimension(self, name: Name) -> dict[str, Exact]:
        """The sums of a metric by its dimension, without those that are 0."""
        return dict(self._by_name.get(name, {}))

    def total(self, name: Name) -> Exact:
        """The sum over all dimensions."""
        return sum(self._by_name.get(name, {}).values())
