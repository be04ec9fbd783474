"""How much one practice may send: a scenario that runs wild waits, and nobody else does.

Two buckets for each practice, of requests and of bytes, kept as the instant at which they will be empty again. Each
process counts in memory, since a count that is written would be a flood itself. Only a request that proved itself
counts: nobody can spend another's allowance, and there are no more entries than practices.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

MIB = 1024 * 1024


@dataclass(frozen=True)
class Rate:
    """So many a second for good, and so many at once."""

    a_second: int
    at_once: int

    def seconds(self, amount: int) -> timedelta:
        """How long an amount takes to drain."""
        return timedelta(seconds=amount / self.a_second)


REQUESTS = Rate(50, 200)
BYTES = Rate(5 * MIB, 20 * MIB)
"""5,000 events a second when they come by the hundred, and a morning's backlog at once."""


class Allowance:
    """What one process lets through."""

    def __init__(self, *rates: Rate) -> None:
        self._rates = rates
        self._empty_at: dict[UUID, list[datetime]] = {}

    def wait(self, coach_id: UUID, amounts: tuple[int, ...], now: datetime) -> timedelta:
        """Zero: counted, go ahead. Else how long to wait, and nothing is counted. An amount for each rate."""
        full = [now + rate.seconds(rate.at_once) for rate in self._rates]
        known = self._empty_at.get(coach_id, [now] * len(full))
        before = [min(max(at, now), latest) for at, latest in zip(known, full, strict=True)]
        after = [at + rate.seconds(n) for at, rate, n in zip(before, self._rates, amounts, strict=True)]
        over = max(at - latest for at, latest in zip(after, full, strict=True))
        self._empty_at[coach_id] = before if over > timedelta(0) else after
        return max(over, timedelta(0))


allowance = Allowance(REQUESTS, BYTES)
"""Of this process."""
