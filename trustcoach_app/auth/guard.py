# pyright: reportPrivateUsage=false
"""The one gate that every event passes, hydrate included (decision 4).

A page's state outlives its session under the same token, so before anything else happens the cookie is resolved, and a
state tree that belonged to another session is wiped. Handlers answer those whom `@access` names; to everyone else they
are as silent as handlers that do not exist. Without its database the gate lets nothing through, and says so.
"""

import reflex as rx

from trustcoach_app import clock, live, outage
from trustcoach_app.auth.access import ANYONE, access, access_of, act
from trustcoach_app.auth.acting import acting_principal
from trustcoach_app.auth.identity import SignedIn
from trustcoach_app.auth.login_sessions import find_session
from trustcoach_app.reflex_seams.connection import present_token
from trustcoach_app.reflex_seams.gate import (
    Answer,
    EventGate,
    Tree,
    cookies_of,
    everything,
    keep,
    load_whole,
    nothing,
    only,
    path_of,
)
from trustcoach_app.reflex_seams.handlers import handler_function
from trustcoach_app.reflex_seams.protocol import ENGINE_EVENTS, LOADS


class Door(rx.State):
    """Whose state tree this is, and where the page must go when it is nobody's any more."""

    _session_id: str | None = None
    """None before the first event: there is nothing to forget yet."""

    _roles: frozenset[str] = frozenset()
    """What its person could act as."""

    leave_to: str = ""
    """A path to load afresh, with the cookie that the browser holds by then: the frame obeys it."""

    is_unavailable: bool = False
    """Whether the database is away. Said to the browser alone: the page is loaded again when it is back."""

    @rx.event
    @access(ANYONE)
    def knock(self):
        """Changes nothing: on its way here the gate empties a page whose session has ended."""


class Guard(EventGate):
    """Resolves, wipes what belonged to somebody else, and lets through what may pass."""

    async def judge(self, tree: Tree, event_name: str) -> Answer | None:
        """None lets the event through; an answer ends it here."""
        if outage.is_on():
            return _unavailable()
        try:
            signed_in = await find_session(cookies_of(tree), clock.now())
        except Exception as error:
            if outage.note(error):
                return _unavailable()
            raise
        act(signed_in, None)
        if signed_in:
            live.note_signed_in(present_token(), str(signed_in.session_id), Door.knock)
        forgot = await _forget_other_session(tree, signed_in)
        if event_name in LOADS:
            (await tree.get_state(Door)).leave_to = ""
        if event_name in ENGINE_EVENTS:
            return None
        return await (_start_over(tree) if forgot else _refusal(tree, event_name, signed_in))


def _unavailable() -> Answer:
    outage.load_again_after(present_token())
    return only(Door, is_unavailable=True)


async def _forget_other_session(tree: Tree, signed_in: SignedIn | None) -> bool:
    """Reset the tree when it last served another session, or a role that was taken away meanwhile.

    True when there was something to forget.
    """
    door = await tree.get_state(Door)
    keep(door)
    before, now = door._session_id, str(signed_in.session_id) if signed_in else ""
    roles = frozenset(role.value for role in signed_in.roles) if signed_in else frozenset[str]()
    if before == now and door._roles <= roles:
        return False
    if before is not None:
        await load_whole(tree)
        tree.reset()
    door._session_id, door._roles = now, roles
    return bool(before)


async def _start_over(tree: Tree) -> Answer:
    """Blank everything that the page shows and send it to the door."""
    (await tree.get_state(Door)).leave_to = "/login"
    return await everything(tree)


async def _refusal(tree: Tree, event_name: str, signed_in: SignedIn | None) -> Answer | None:
    """None when the event may go on, else an empty answer: what a handler that does not exist would give."""
    function = handler_function(event_name)
    callers = access_of(function) if function else None
    if callers and ANYONE in callers:
        return None
    principal = await acting_principal(callers, signed_in=signed_in, path=path_of(tree))
    if principal is None:
        return nothing()
    act(signed_in, principal)
    return None
