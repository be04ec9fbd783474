"""How long one waits before the next try."""

from datetime import timedelta

from trustcoach_app.outgoing.backoff import wait_after

FIRST, LONGEST = timedelta(seconds=30), timedelta(hours=1)


def waits(attempt: int) -> list[timedelta]:
    """After one attempt, many times."""
    return [wait_after(attempt, first=FIRST, longest=LONGEST) for _ in range(50)]


def test_it_doubles_up_to_a_cap_and_differs() -> None:
    for attempt in (*range(1, 12), 200, 100_000):
        most = min(FIRST * 2 ** min(attempt - 1, 20), LONGEST)
        found = waits(attempt)
        assert most / 2 <= min(found) < max(found) <= most
