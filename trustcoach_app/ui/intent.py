"""Fetches a page while somebody points at a link to it: its module and its first values."""

from typing import Any

import reflex as rx


class _Intent(rx.Component):
    """assets/ui/intent.jsx"""

    library = "$/public/ui/intent.jsx"
    tag = "Intent"

    path: rx.Var[str]
    on_intent: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def intent(path: str, *, on_intent: Any) -> rx.Component:
    """Hears links that begin with `path`, wherever they stand, for 80 ms; `on_intent` receives the rest of the link."""
    return _Intent.create(path=path, on_intent=on_intent)


class _Whose(rx.Component):
    """assets/ui/current.jsx"""

    library = "$/public/ui/current.jsx"
    tag = "Whose"

    id: rx.Var[str]


def whose(sent: rx.Component, stand_in: rx.Component, *, id: Any) -> rx.Component:  # noqa: A002  what it is called
    """What was sent of the row that the address ends with, or a stand-in: never another row's, not for a moment."""
    return _Whose.create(sent, stand_in, id=id)
