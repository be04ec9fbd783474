"""How many files are on their way in, or being taken, at once: each lies in memory as a whole."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from uuid import UUID

from starlette.exceptions import HTTPException

from trustcoach_app.auth.posts import HEADERS

OF_A_PRACTICE, OF_ALL = 2, 20
"""In each process. A file has 10 MiB at most."""

_taking: Counter[UUID] = Counter()


@contextmanager
def room_for(coach_id: UUID) -> Generator[None]:
    """Hold a place for one file while the block takes it. Raises 429 without a place, before anything is read."""
    if _taking.get(coach_id, 0) >= OF_A_PRACTICE:
        raise _refused(
            "Vos fichiers d’avant ne sont pas encore lus\u202f: attendez un instant, puis renvoyez celui-ci."
        )
    if _taking.total() >= OF_ALL:
        raise _refused("Trop de fichiers arrivent en ce moment\u202f: attendez un instant, puis renvoyez le vôtre.")
    _taking[coach_id] += 1
    try:
        yield
    finally:
        _taking[coach_id] -= 1
        if not _taking[coach_id]:
            del _taking[coach_id]


def _refused(why: str) -> HTTPException:
    return HTTPException(429, why, {**HEADERS, "Retry-After": "10"})
