"""A state in a word, and a person in two letters."""

from typing import Any, Literal

import reflex as rx

from ._props import classed

Tone = Literal["neutral", "accent", "success", "warning", "danger", "info"]


def badge(label: Any, *, tone: Any = "neutral", dot: bool = False, **props: Any) -> rx.Component:
    """A state. `tone` is one of Tone, plain or a Var; the word carries the meaning, never the colour alone."""
    return rx.el.span(label, **classed(props, "badge", f"badge-{tone}", "badge-dot" if dot else ""))


def avatar(initials: Any, *, tone_index: Any = 0, size: Literal["sm", "md", "lg"] = "md", **props: Any) -> rx.Component:
    """A person's initials on one of eight calm tints. Hidden from assistive technology: the name stands beside.

    Args:
        initials: one or two letters.
        tone_index: 0 to 7, plain or a Var, the same for one person everywhere.
    """
    return rx.el.span(initials, aria_hidden="true", **classed(props, "avatar", f"avatar-{size}", f"tint-{tone_index}"))
