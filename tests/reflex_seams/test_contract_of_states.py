"""What we lean on of Reflex’s states, handlers and middleware, with where it is used and where to look."""

import asyncio
import inspect
from typing import Any

from tests.reflex_seams.seam import seam
from trustcoach_app.reflex_seams import protocol

STATE_JS = ".templates/web/utils/state.js"


def the_app() -> Any:
    """The application. A Reflex that cannot make it breaks whatever asks for it."""
    from trustcoach_app.trustcoach_app import app

    return app


# The words of the wire.


@seam(used="handlers.py", look="reflex_base/registry.py RegistrationContext.event_handlers")
def test_every_handler_is_registered_by_name() -> bool:
    from trustcoach_app.reflex_seams.handlers import handler_function

    return handler_function(protocol.HYDRATE) is not None and handler_function("gone") is None


@seam(used="handlers.states", look="reflex_base/registry.py RegistrationContext.base_states")
def test_every_state_is_registered() -> bool:
    import reflex as rx

    from trustcoach_app.reflex_seams.handlers import states

    return rx.State in states()


@seam(used="handlers.events_of, live.py, shell/state.py", look="reflex_base/event/__init__.py Event.from_event_type")
def test_a_handler_becomes_an_event() -> bool:
    from reflex.state import State

    from trustcoach_app.reflex_seams.handlers import events_of

    return [event.name for event in events_of(State.hydrate)] == [protocol.HYDRATE]


@seam(used="gate.EventGate", look="reflex/middleware/middleware.py Middleware.preprocess, MiddlewareMixin")
def test_the_gate_is_asked_before_every_event() -> bool:
    from reflex.middleware.middleware import Middleware

    from trustcoach_app.auth.guard import Guard

    asked = list(inspect.signature(Middleware.preprocess).parameters)
    return asked == ["self", "app", "state", "event"] and isinstance(the_app()._middlewares[0], Guard)


@seam(
    used="gate.everything, new_tree, forget_changes",
    look="reflex/istate/delta.py _resolve_delta, BaseState",
)
async def test_a_tree_is_told_whole() -> bool:
    from trustcoach_app.reflex_seams.gate import everything, new_tree

    answer = await everything(new_tree())
    return f"is_hydrated{protocol.MARKER}" in answer.delta[protocol.ROOT]


@seam(used="gate.only", look="reflex/state.py StateUpdate")
def test_an_answer_is_a_delta() -> bool:
    import reflex as rx

    from trustcoach_app.reflex_seams.gate import nothing, only

    return only(rx.State, x=1).delta == {protocol.ROOT: {f"x{protocol.MARKER}": 1}} and not nothing().delta


@seam(used="gate.EventGate", look="reflex/state.py BaseState._get_root_state")
async def test_a_state_knows_its_root() -> bool:
    from reflex.state import OnLoadInternalState

    from trustcoach_app.reflex_seams.gate import new_tree

    tree = new_tree()
    return (await tree.get_state(OnLoadInternalState))._get_root_state() is tree


@seam(used="auth/guard.py _forget_other_session", look="reflex/state.py BaseState.reset: it must reach every substate")
async def test_a_tree_forgets_everything() -> bool:
    from trustcoach_app.auth.guard import Door
    from trustcoach_app.reflex_seams.gate import new_tree

    tree = new_tree()
    door: Any = await tree.get_state(Door)
    door.leave_to, door._session_id = "/x", "x"
    tree.reset()
    return (door.leave_to, door._session_id) == ("", None)


class Failing:
    """An event whose handler fails, run as Reflex runs it."""

    heard: str = ""

    async def run(self) -> str:
        """The name that the handler of failures could tell."""
        from reflex_base.event import Event
        from reflex_base.event.processor import BaseStateEventProcessor

        from trustcoach_app.reflex_seams.handlers import failed_event

        done = asyncio.Event()

        def note(_: Exception) -> None:
            self.heard = failed_event()
            done.set()

        async with BaseStateEventProcessor(backend_exception_handler=note).configure() as processor:
            await processor.enqueue("tab", Event(name=protocol.HYDRATE, payload={"unknown": 1}))
            await asyncio.wait_for(done.wait(), 10)
        return self.heard


@seam(
    used="handlers.failed_event, shell/failure.py",
    look="the tasks in reflex_base/event/processor/",
)
async def test_the_event_that_failed_can_be_told() -> bool:
    return await Failing().run() == protocol.HYDRATE


# Sockets and what is remembered.
