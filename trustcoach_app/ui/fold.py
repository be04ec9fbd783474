"""A titled part of a page that has an address of its own, and is folded on a phone."""

from typing import Any

import reflex as rx

from ._props import classed
from .icon import icon


class _Fold(rx.Component):
    """assets/ui/fold.jsx: the first child is the mark of a folded one."""

    library = "$/public/ui/fold.jsx"
    tag = "Fold"

    title: rx.Var[str]


def fold(title: Any, *children: Any, key: str, **props: Any) -> rx.Component:
    """Open on a wide screen and on paper; on a phone only once it was asked for, by a click or by `#key`."""
    mark = icon("chevron-right", size=18)
    return _Fold.create(mark, *children, id=key, title=title, **classed(props, "section fold"))
