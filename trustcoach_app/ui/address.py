"""An e-mail address that does not fit breaks before its @, not before its last letter."""

from typing import Any

import reflex as rx


def address(email: Any) -> rx.Component:
    """The address, with the one place where a line may end."""
    parts = email.split("@")
    return rx.cond(email != "", rx.el.span(parts[0], rx.el.wbr(), "@", parts[1]))
