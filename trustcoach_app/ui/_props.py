"""How every piece takes its props: class names add up, and a condition may be a plain value or a Var."""

from typing import Any

import reflex as rx


def classed(props: dict[str, Any], *names: str) -> dict[str, Any]:
    """The props with `names` before the caller's own class_name. Names may hold Vars."""
    own = props.get("class_name", "")
    return {**props, "class_name": " ".join(name for name in (*names, f"{own}") if name)}


def when(condition: Any, yes: Any, no: Any = None) -> Any:
    """`yes` or `no`: decided now for a plain condition, in the browser for a Var."""
    if isinstance(condition, rx.Var):
        return rx.cond(condition, yes, rx.fragment() if no is None else no)
    return yes if condition else no


def present(*children: Any) -> list[Any]:
    """The children that exist: None and the empty string fall away."""
    return [child for child in children if child is not None and not blank(child)]


def blank(text: Any) -> bool:
    """Whether a text is plainly empty; a Var may always say something."""
    return isinstance(text, str) and text == ""
