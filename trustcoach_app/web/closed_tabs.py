"""What is remembered of tabs that are gone, so that one whose network was lost finds itself as it was.

Reflex forgets a State an hour after its last event. Within that hour only so many are remembered: of one person, of one
network (a session that nobody has looked up yet can be made up), and of all.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Protocol

MOST_CLOSED = 1_000
"""40 kB each."""

MOST_OF_A_PERSON = 20
"""Of one session; those who are not signed in count by their network alone."""

MOST_OF_A_NETWORK = 200

SWEEP = 5.0
"""Seconds after which those are found that an event brought back when its tab was gone."""


class States(Protocol):
    """The States that the process remembers (reflex_seams/memory.py)."""

    def tokens(self) -> list[str]:
        """The tabs."""
        ...

    def forget(self, token: str) -> bool:
        """False when it is in use right now."""
        ...


class ClosedTabs:
    """The tabs without a socket, the one that closed first in front; `_of` counts them by session and by network."""

    def __init__(self, states: States, is_open: Callable[[str], bool]) -> None:
        self._states, self._is_open = states, is_open
        self._owners: dict[str, tuple[str, str]] = {}
        self._of: Counter[tuple[int, str]] = Counter()

    def __len__(self) -> int:
        return len(self._owners)

    def note(self, token: str, session: str, network: str) -> None:
        """A tab closes; forgets the oldest of whoever has too many now."""
        if not token:
            return
        self._leave_out(token)
        self._owners[token] = (session, network)
        self._of.update(enumerate((session, network)))
        for kind, most in enumerate((MOST_OF_A_PERSON, MOST_OF_A_NETWORK)):
            owner = self._owners[token][kind]
            if owner and self._of[kind, owner] > most:
                self._forget(next(other for other, owners in self._owners.items() if owners[kind] == owner))
        if len(self._owners) > MOST_CLOSED:
            self._forget(next(iter(self._owners)))

    def sweep(self) -> None:
        """Look at what is remembered: leave out who came back, note who was overlooked."""
        remembered = set(self._states.tokens())
        for token in [token for token in self._owners if self._is_open(token) or token not in remembered]:
            self._leave_out(token)
        for token in remembered - self._owners.keys():
            if not self._is_open(token):
                self.note(token, "", "overlooked")

    def _forget(self, token: str) -> None:
        """One that is in use right now is found by the next sweep."""
        self._leave_out(token)
        if not self._is_open(token):
            self._states.forget(token)

    def _leave_out(self, token: str) -> None:
        for owner in enumerate(self._owners.pop(token, ())):
            self._of[owner] -= 1
            if not self._of[owner]:
                del self._of[owner]


@asynccontextmanager
async def sweep_closed_tabs(closed: ClosedTabs) -> AsyncGenerator[None]:
    """For `app.register_lifespan_task`."""

    async def sweep_regularly() -> None:
        while True:
            await asyncio.sleep(SWEEP)
            closed.sweep()

    task = asyncio.create_task(sweep_regularly())
    try:
        yield
    finally:
        task.cancel()
