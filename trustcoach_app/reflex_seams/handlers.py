"""Which handlers and States there are, the event that calls a handler, and the name of the one that failed."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex_base.event import Event, EventSpec
from reflex_base.registry import RegistrationContext

from trustcoach_app.reflex_seams.protocol import HYDRATE_AND_LOAD

__all__ = ["Event", "EventSpec"]

_TASK_OF_EVENT = re.compile(r"reflex_event\|([^|]*)\|")


def handler_functions() -> dict[str, Callable[..., Any]]:
    """Every handler that a browser can name, Reflex's own too: by the name that travels, the function behind it."""
    registered = RegistrationContext.ensure_context().event_handlers
    return {name: entry.handler.fn for name, entry in registered.items()}


def handler_function(event_name: str) -> Callable[..., Any] | None:
    """The function that an event calls; None when there is none."""
    registered = RegistrationContext.ensure_context().event_handlers.get(event_name)
    return registered.handler.fn if registered else None


def states() -> list[type[rx.State]]:
    """Every State class, Reflex's own too."""
    return list(RegistrationContext.ensure_context().base_states.values())  # pyright: ignore[reportReturnType]


def events_of(action: Any) -> list[Event]:
    """What a handler may return (`PageState.undo(row_id)`, several of them, None), as events."""
    return Event.from_event_type(action)


def load_event() -> Event:
    """What a page sends when it comes back: its values in full, then its on_load."""
    return Event(name=HYDRATE_AND_LOAD)


def failed_event() -> str:
    """For the handler of failures: the name of the event that failed, "" when it cannot be told.

    Reflex hands over the exception only; the name stands in that of the task that failed.
    """
    task = asyncio.current_task()
    found = _TASK_OF_EVENT.search(task.get_name()) if task else None
    return found[1] if found else ""
