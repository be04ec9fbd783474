# pyright: reportPrivateUsage=false
"""The States that this process remembers, by the token of their tab: Reflex forgets one after an hour."""

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken


class RememberedStates:
    """Empty where they lie outside of this process."""

    def __init__(self, app: rx.App) -> None:
        manager = app.state_manager
        self._manager = manager if isinstance(manager, StateManagerMemory) else None

    def tokens(self) -> list[str]:
        """The tabs that one is remembered for, those that are connected included."""
        return list(self._manager.states) if self._manager else []

    def forget(self, token: str) -> bool:
        """Give a State's memory back. False when it is in use right now."""
        if self._manager is None:
            return True
        lock = self._manager._states_locks.get(token)
        if lock is not None and lock.locked():
            return False
        self._manager._purge_token(BaseStateToken(ident=token, cls=rx.State))
        return True
