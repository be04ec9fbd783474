# pyright: reportPrivateUsage=false
"""The one gate that every event passes, hydrate included (decision 4).

A page's state outlives its session under the same token, so before anything else happens the cookie is resolved, and a
state tree that belonged to another session is wiped. Handlers answer those whom `@access` names; to everyone else they
are as silent as handlers that do not exist.
"""

import dataclasses

import reflex as rx
from reflex.istate.delta import _resolve_delta
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, OnLoadInternalState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from trustcoach_app import clock
from trustcoach_app.auth.access import ANYONE, access_of, act
from trustcoach_app.auth.acting import acting_principal
from trustcoach_app.auth.identity import SignedIn
from trustcoach_app.auth.sessions import find_session

_ROOT = rx.State.get_full_name()
ENGINE_EVENTS = frozenset(
    f"{_ROOT}.{name}"
    for name in (
        "hydrate",
        "hydrate_and_load",
        "set_is_hydrated",
        f"{OnLoadInternalState.get_name()}.on_load_internal",
        f"{OnLoadInternalState.get_name()}.set_is_hydrated",
    )
)
"""Reflex's own events that a page cannot do without. They send the tree, which the gate has just vetted."""

LOADS = frozenset(f"{_ROOT}.{name}" for name in ("hydrate", "hydrate_and_load"))
"""A page that loads has obeyed the last order to leave; given again, it would load for ever."""


class Door(rx.State):
    """Whose state tree this is, and where the page must go when it is nobody's any more."""

    _session_id: str | None = None
    """None before the first event: there is nothing to forget yet."""

    leave_to: str = ""
    """A path to load afresh, with the cookie that the browser holds by then: the frame obeys it."""


@dataclasses.dataclass
class Guard(Middleware):
    """Resolves, wipes what belonged to somebody else, and lets through what may pass."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """None lets the event through; a StateUpdate ends it here."""
        root = state._get_root_state()
        signed_in = await find_session(root.router.headers.cookie, clock.now())
        act(signed_in, None)
        forgot = await _forget_other_session(root, signed_in)
        if event.name in LOADS:
            (await root.get_state(Door)).leave_to = ""
        if event.name in ENGINE_EVENTS:
            return None
        return await (_start_over(root) if forgot else _refusal(root, event, signed_in))


async def _forget_other_session(root: BaseState, signed_in: SignedIn | None) -> bool:
    """Reset the tree when it last served another session. True when there was something to forget."""
    door = await root.get_state(Door)
    before, now = door._session_id, str(signed_in.session_id) if signed_in else ""
    if before == now:
        return False
    if before is not None:
        root.reset()
    door._session_id = now
    return bool(before)


async def _start_over(root: BaseState) -> StateUpdate:
    """Blank everything that the page shows and send it to the door."""
    (await root.get_state(Door)).leave_to = "/login"
    delta = await _resolve_delta(root.dict())
    root._clean()
    return StateUpdate(delta=delta)


async def _refusal(root: BaseState, event: Event, signed_in: SignedIn | None) -> StateUpdate | None:
    """None when the event may go on, else an empty answer: what a handler that does not exist would give."""
    callers = access_of(RegistrationContext.get().event_handlers[event.name].handler.fn)
    if callers and ANYONE in callers:
        return None
    principal = await acting_principal(callers, signed_in=signed_in, path=root.router.url.path)
    if principal is None:
        return StateUpdate()
    act(signed_in, principal)
    return None
