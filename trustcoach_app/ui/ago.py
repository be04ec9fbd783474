"""How long ago something was, kept true while the page is open."""

from typing import Any

import reflex as rx


class _Ago(rx.Component):
    """assets/ui/ago.jsx"""

    library = "$/public/ui/ago.jsx"
    tag = "Ago"

    at: rx.Var[str]
    now: rx.Var[str]


def ago(at: Any, *, now: Any) -> rx.Component:
    """`il y a 12 secondes`. Both are instants as ISO 8601; `now` is the server's, whose clock counts."""
    return _Ago.create(at=at, now=now)
