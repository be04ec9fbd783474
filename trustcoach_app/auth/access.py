"""`@access(...)` on every State handler: who may call it. A handler without it answers nobody."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar

from trustcoach_app.auth.identity import SignedIn
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.errors import NotAllowed

Handler = TypeVar("Handler", bound=Callable[..., object])

ANYONE: frozenset[Role] = frozenset()
"""Mark of handlers that also answer before sign-in: they read nothing that is not the caller’s own."""

SIGNED_IN = frozenset({Role.COACH, Role.CLIENT, Role.SPONSOR, Role.ADMIN})

_signed_in: ContextVar[SignedIn | None] = ContextVar("signed_in", default=None)
_principal: ContextVar[Principal | None] = ContextVar("principal", default=None)


def access(*roles: Role) -> Callable[[Handler], Handler]:
    """Let the named roles call a handler; no role named means anyone. Goes right under `@rx.event`."""

    def mark(handler: Handler) -> Handler:
        handler.__access__ = frozenset(roles)  # type: ignore[attr-defined]
        return handler

    return mark


def access_of(handler: Callable[..., object]) -> frozenset[Role] | None:
    """Who may call a handler; None when nobody said."""
    return getattr(handler, "__access__", None)


def act(signed_in: SignedIn | None, principal: Principal | None) -> None:
    """Set who acts for the rest of this event. Called by the guard only, for every event."""
    _signed_in.set(signed_in)
    _principal.set(principal)


def principal() -> Principal:
    """Who acts in this event. Raises NotAllowed outside a guarded event."""
    acting = _principal.get()
    if acting is None:
        raise NotAllowed
    return acting


def signed_in() -> SignedIn | None:
    """Whose browser sent this event, if anyone is signed in there."""
    return _signed_in.get()
