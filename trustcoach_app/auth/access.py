"""`@access(...)` on every State handler: who may call it. A handler without it answers nobody."""

from collections.abc import Callable
from contextvars import ContextVar
from enum import Enum
from typing import TypeAlias, TypeVar

from trustcoach_app.auth.identity import SignedIn
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.errors import NotAllowed

Handler = TypeVar("Handler", bound=Callable[..., object])


class Anyone(Enum):
    """Whoever asks, signed in or not."""

    ANYONE = "anyone"


ANYONE = Anyone.ANYONE
"""Mark of handlers that also answer before sign-in: they read nothing that is not the caller’s own."""

Caller: TypeAlias = Role | Anyone

SIGNED_IN = frozenset({Role.COACH, Role.CLIENT, Role.SPONSOR, Role.ADMIN})
CALLERS = SIGNED_IN | {ANYONE, Role.PUBLIC}

_signed_in: ContextVar[SignedIn | None] = ContextVar("signed_in", default=None)
_principal: ContextVar[Principal | None] = ContextVar("principal", default=None)


def access(*callers: Caller) -> Callable[[Handler], Handler]:
    """Let these call a handler: roles of people who sign in, or alone ANYONE, or alone Role.PUBLIC.

    A handler of a public page (Role.PUBLIC) acts as PUBLIC of the practice in the page's address, whoever looks at it.
    Goes right under `@rx.event`. Raises TypeError at import for nobody, or for roles that no browser can have.
    """
    named = frozenset(callers)
    if not named or (len(named) > 1 and not named <= SIGNED_IN) or not named <= CALLERS:
        raise TypeError(f"@access({', '.join(map(str, callers))}): name roles that sign in, or ANYONE, or Role.PUBLIC")

    def mark(handler: Handler) -> Handler:
        handler.__access__ = named  # type: ignore[attr-defined]
        return handler

    return mark


def access_of(handler: Callable[..., object]) -> frozenset[Caller] | None:
    """Who may call a handler; None when nobody said."""
    return getattr(handler, "__access__", None)


def act(signed_in: SignedIn | None, principal: Principal | None) -> None:
    """Set who acts for the rest of this event. Called by the guard only, for every event."""
    _signed_in.set(signed_in)
    _principal.set(principal)


def principal() -> Principal:
    """Who acts in this event. Raises NotAllowed outside a guarded event, and for a handler that answers ANYONE."""
    acting = _principal.get()
    if acting is None:
        raise NotAllowed
    return acting


def signed_in() -> SignedIn | None:
    """Whose browser sent this event, if anyone is signed in there."""
    return _signed_in.get()
