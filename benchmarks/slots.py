"""Free slots of one coach: 31 days, a 15-minute grid, some 400 slots. Baseline: Cal.com's way in plain Python.

python -m benchmarks.slots. Both compute the same slots in turn, in one run; a difference stops it.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

from benchmarks.calcom_way import free_starts
from benchmarks.report import percentile, report
from trustcoach_app.availability.schedule import Range, Rules, Schedule, TakenSession, Weekly
from trustcoach_app.availability.slots import free_slots

ROUNDS = 200
BASELINE = "Cal.com's way in plain Python"
FIRST, LAST = date(2026, 5, 4), date(2026, 6, 3)
NOW = datetime(2026, 5, 3, 8, tzinfo=UTC)
ASKED = {"minutes": 60, "first": FIRST, "last": LAST, "now": NOW}
HALF_DAYS = (Range(time(9), time(12)), Range(time(14), time(18)))


def main() -> None:
    """Measure the median, and the worst twentieth, of both."""
    schedule = _schedule()
    ours, plain = _times(schedule)
    count = len(free_slots(schedule, **ASKED))
    for percent in (50, 95):
        value, baseline = percentile(ours, percent), percentile(plain, percent)
        report("slots", f"{count}_p{percent}", value, "ms", baseline=BASELINE, baseline_value=baseline, n=ROUNDS)


def _times(schedule: Schedule) -> tuple[list[float], list[float]]:
    """Milliseconds of each round. Raises RuntimeError when the two do not agree."""
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(ROUNDS):
        fast = _timed(ours, lambda: [slot.starts_at for slot in free_slots(schedule, **ASKED)])
        slow = _timed(plain, lambda: free_starts(schedule, **ASKED))
        if fast != slow:
            raise RuntimeError(f"{len(set(fast) ^ set(slow))} slots differ")
    return ours, plain


def _timed(times: list[float], compute: Callable[[], list[datetime]]) -> list[datetime]:
    began = perf_counter()
    found = compute()
    times.append((perf_counter() - began) * 1000)
    return found


def _schedule() -> Schedule:
    """A coach with a session or two on every other working day, and an imported calendar."""
    zone = ZoneInfo("Europe/Paris")
    rules = Rules(5, 10, minimum_notice=1440, horizon_days=60, interval=15, most_a_day=3)
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    working = [day for day in days if day.isoweekday() <= 5]
    weekly = tuple(Weekly(weekday, hours) for weekday in range(1, 6) for hours in HALF_DAYS)
    hours = [
        (day, hour)
        for at, day in enumerate(working)
        for hour in ((9, 17) if at % 4 == 0 else (9,) if at % 4 == 1 else ())
    ]
    sessions = tuple(_session(day, hour, zone) for day, hour in hours)
    busy = tuple((at := datetime.combine(day, time(13), zone), at + timedelta(minutes=45)) for day in working[::4])
    return Schedule(zone, rules, weekly, sessions=sessions, busy=busy)


def _session(day: date, hour: int, zone: ZoneInfo) -> TakenSession:
    starts_at = datetime.combine(day, time(hour), zone)
    return TakenSession(starts_at, starts_at + timedelta(hours=1), 5, 10)


if __name__ == "__main__":
    main()
