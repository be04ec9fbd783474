"""Every handler that a browser can name, and who is answered.

python -m tests.auth.handlers
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from reflex_base.registry import RegistrationContext

import trustcoach_app.trustcoach_app  # noqa: F401  registers every State
from trustcoach_app.auth.access import ANYONE, Caller, access_of
from trustcoach_app.auth.guard import ENGINE_EVENTS

OURS = ("trustcoach_app",)


@dataclass(frozen=True)
class Handler:
    """One name that a browser may send."""

    name: str
    """As it travels: `reflex___state____state.….focus_state.refresh`."""
    function: Callable[..., object]
    callers: frozenset[Caller] | None

    @property
    def is_ours(self) -> bool:
        """Written here; else one that every Reflex State has."""
        return self.function.__module__.startswith(OURS)

    @property
    def is_engine(self) -> bool:
        """What a page cannot do without."""
        return self.name in ENGINE_EVENTS

    @property
    def answers_anyone(self) -> bool:
        """Also before sign-in."""
        return self.callers == {ANYONE}

    @property
    def parameters(self) -> list[str]:
        """The names of its arguments."""
        return [name for name in inspect.signature(self.function).parameters if name != "self"]

    def payload(self, row_id: str, form: dict[str, str]) -> dict[str, Any]:
        """An id in every place that takes one, a form where one is taken: what does not fit, the websocket drops."""
        parameters = list(inspect.signature(self.function).parameters.values())[1:]
        return {parameter.name: _fitting(parameter.annotation, row_id, form) for parameter in parameters}

    @property
    def guard(self) -> str:
        """Who is answered, in words."""
        if self.is_engine:
            return "engine, after the gate"
        if self.callers is None:
            return "nobody"
        return "anyone" if self.answers_anyone else ", ".join(sorted(str(caller) for caller in self.callers))

    @property
    def short(self) -> str:
        """`FocusState.refresh`"""
        state = self.name.rpartition(".")[0].rpartition(".")[2]
        return f"{state.rpartition('____')[2]}.{self.name.rpartition('.')[2]}"


def _fitting(annotation: Any, row_id: str, form: dict[str, str]) -> Any:
    if get_origin(annotation) is dict:
        return form
    if get_origin(annotation) is list:
        return [row_id]
    if annotation is bool:
        return True
    return 1 if int in (annotation, *get_args(annotation)) else row_id


def handlers() -> list[Handler]:
    """All of them, by name."""
    registered = RegistrationContext.ensure_context().event_handlers
    found = {name: entry.handler.fn for name, entry in registered.items()}
    return [Handler(name, function, access_of(function)) for name, function in sorted(found.items())]


def main() -> None:
    """Print the list: ours one by one, and how many of Reflex's own answer nobody."""
    everything = handlers()
    listed = [handler for handler in everything if handler.is_ours or handler.is_engine]
    width = max(len(handler.short) for handler in listed)
    for handler in listed:
        print(f"{handler.short:{width}}  {handler.guard}")  # noqa: T201  what it is for
    silent = len(everything) - len(listed)
    print(f"\n{len(listed)} handlers; {silent} more of Reflex's own answer nobody")  # noqa: T201


if __name__ == "__main__":
    main()
