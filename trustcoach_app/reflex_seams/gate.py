# pyright: reportPrivateUsage=false
"""The place in front of every event, with the page's whole tree of States at hand, and what can be answered there."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

import reflex as rx
from reflex.istate.delta import _resolve_delta
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event

from trustcoach_app.reflex_seams.protocol import MARKER

Answer = StateUpdate
"""What is sent instead of calling the handler."""

Tree = BaseState
"""The root of a tab's States."""


class EventGate(Middleware):
    """Judges every event before its handler is called. Added to the app as its first middleware."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> Answer | None:
        """What Reflex calls."""
        return await self.judge(state._get_root_state(), event.name)

    @abstractmethod
    async def judge(self, tree: Tree, event_name: str) -> Answer | None:
        """None lets the event through; an answer ends it here."""


class EventStep(Middleware):
    """Comes after the gate, with what it let through. Added to the app behind it."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> Answer | None:
        """What Reflex calls."""
        return await self.take(state._get_root_state(), event.name, event.router_data)

    @abstractmethod
    async def take(self, tree: Tree, event_name: str, address: Mapping[str, Any]) -> Answer | None:
        """None lets the event go on; an answer ends it here. `address` is empty for what the server calls by itself."""


def nothing() -> Answer:
    """What an event that does not exist would get."""
    return StateUpdate()


async def everything(tree: Tree) -> Answer:
    """All that the tab may see, as it is now."""
    delta = await _resolve_delta(tree.dict())
    tree._clean()
    return StateUpdate(delta=delta)


def keep(state: rx.State) -> None:
    """Have a State written back with this event. In Redis each expires for itself, and only a write puts that off."""
    state._was_touched = True


async def load_whole(tree: Tree) -> None:
    """Have every State of the tab at hand: of a tree that rests in Redis, an event loads only what it needs."""
    classes = list(tree.get_substates())
    while classes:
        state = classes.pop()
        await tree.get_state(state)
        classes += state.get_substates()


def only(state: type[rx.State], **variables: Any) -> Answer:
    """Variables of one State for the browser alone: the tree on the server stays as it is."""
    return StateUpdate(delta={state.get_full_name(): {f"{name}{MARKER}": value for name, value in variables.items()}})


def path_of(tree: Tree) -> str:
    """The path that the browser says it shows."""
    return tree.router.url.path


def cookies_of(tree: Tree) -> str:
    """The Cookie header of the socket that asks."""
    return tree.router.headers.cookie


def new_tree(state: type[rx.State] = rx.State) -> rx.State:
    """A State that no browser has seen, for what runs handlers without one: tests, benchmarks."""
    return state(_reflex_internal_init=True)  # pyright: ignore[reportCallIssue]


def forget_changes(state: rx.State) -> None:
    """Take what changed as sent."""
    state._clean()
