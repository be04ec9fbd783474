"""What one presses. A button does, a link goes."""

from typing import Any, Literal

import reflex as rx

from ._props import classed, present, when
from .feedback import spinner
from .icon import glyph

Variant = Literal["primary", "secondary", "ghost", "danger"]
Size = Literal["md", "sm"]

ASKS = {"data-asks": ""}
"""On what asks the server: when the answer is long in coming, it shows that it waits (assets/ui/delivery.jsx)."""


def button(
    label: Any,
    *,
    on_click: Any = None,
    variant: Variant = "primary",
    icon: "str | rx.Component | None" = None,
    size: Size = "md",
    type: str = "button",  # noqa: A002  the HTML attribute's own name
    disabled: Any = False,
    loading: Any = False,
    **props: Any,
) -> rx.Component:
    """A button. While `loading` it turns, says so (aria-busy) and keeps the focus, but does not act."""
    face = when(loading, spinner(), glyph(icon, size=16 if size == "sm" else 18))
    inert = {} if loading is False else {"aria_busy": loading, "aria_disabled": loading}
    attributes = {**({} if on_click is None else ASKS), **props.pop("custom_attrs", {})}
    return rx.el.button(
        *present(face, label),
        type=type,
        disabled=disabled,
        custom_attrs=attributes,
        **inert,
        **_acting(on_click, loading),
        **classed(props, "button", f"button-{variant}", f"button-{size}"),
    )


def _acting(on_click: Any, loading: Any) -> dict[str, Any]:
    """The click handler, silenced while loading."""
    if on_click is None:
        return {}
    return {"on_click": when(loading, rx.noop(), on_click) if isinstance(loading, rx.Var) else on_click}


def icon_button(
    icon: "str | rx.Component",
    *,
    label: str,
    on_click: Any = None,
    variant: Variant = "ghost",
    size: Size = "md",
    **props: Any,
) -> rx.Component:
    """A square button with an icon; `label` is its name and its tooltip."""
    return button(
        glyph(icon, size=16 if size == "sm" else 20),
        on_click=on_click,
        variant=variant,
        size=size,
        aria_label=label,
        title=label,
        **classed(props, "button-icon"),
    )


def link_button(
    label: Any,
    *,
    href: Any,
    variant: Variant = "secondary",
    icon: "str | rx.Component | None" = None,
    size: Size = "md",
    **props: Any,
) -> rx.Component:
    """A link that looks like a button."""
    return rx.el.a(
        *present(glyph(icon, size=16 if size == "sm" else 18), label),
        href=href,
        **classed(props, "button", f"button-{variant}", f"button-{size}"),
    )
