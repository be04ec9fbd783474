"""Icons: lucide, by static name only. A dynamic name would ship the whole set; use rx.match over static ones."""

from typing import Any

import reflex as rx


def icon(name: str, *, size: int = 18, **props: Any) -> rx.Component:
    """A decorative icon, hidden from assistive technology: its neighbour says the same in words.

    Args:
        name: a static lucide name, such as "calendar-clock".
        size: width and height in pixels.
    """
    return rx.icon(name, size=size, custom_attrs={"strokeWidth": 1.75}, **props)


def glyph(name: "str | rx.Component | None", *, size: int = 18) -> "rx.Component | None":
    """An icon from a name, a component as it is, or nothing."""
    return icon(name, size=size) if isinstance(name, str) else name
