"""Handlers called as the gate calls them: on a fresh state tree, with the coach acting."""

from typing import Any, TypeVar

import reflex as rx
from reflex_base.registry import RegistrationContext

from tests.fixtures.practice import Practice
from trustcoach_app.auth.access import act
from trustcoach_app.reflex_seams.gate import new_tree
from trustcoach_app.shell.state import ShellState

State = TypeVar("State", bound=rx.State)


async def page_of(practice: Practice, kind: type[State]) -> State:
    """A page's state, the coach acting in this test from now on."""
    act(None, practice.principal)
    return await new_tree().get_state(kind)


async def call(handler: Any, state: rx.State, *arguments: Any) -> Any:
    """Run one handler, e.g. `await call(FocusState.start, page, booking_id)`; returns the events it asks for."""
    result = handler.fn(state, *arguments)
    return await result if hasattr(result, "__await__") else result


def said(events: Any) -> list[str]:
    """The news among the events that a handler returned."""
    every = events if isinstance(events, list) else [events]
    return [
        str(value._var_value if hasattr(value, "_var_value") else value)
        for event in every
        for name, value in getattr(event, "args", ())
        if str(name) == "text"
    ]


async def take_offer(state: rx.State) -> None:
    """Click on what the newest toast offers, e.g. « Rétablir »."""
    shell = await state.get_state(ShellState)
    [event] = await call(ShellState.take_offer, shell, shell.toasts[-1].id)
    handler = RegistrationContext.ensure_context().event_handlers[event.name].handler
    await handler.fn(state, **event.payload)
