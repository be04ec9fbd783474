"""A password that can be shown, and is judged while a new one is typed."""

from typing import Any

import reflex as rx

from .field import field


class _Reveal(rx.Component):
    """assets/ui/password.jsx"""

    library = "$/public/ui/password.jsx"
    tag = "Reveal"


class _Strength(rx.Component):
    """Judges the password field in the same element."""

    library = "$/public/ui/password.jsx"
    tag = "Strength"

    least: rx.Var[int]


def password_field(
    label: str = "Mot de passe", *, name: str = "password", error: Any, least: int = 0, **props: Any
) -> rx.Component:
    """The present password; with `least` a new one of at least so many characters."""
    control = field(
        label,
        name=name,
        type="password",
        error=error,
        required=True,
        autocomplete="new-password" if least else "current-password",
        **props,
    )
    judge = [_Strength.create(least=least)] if least else []
    return rx.el.div(control, _Reveal.create(), *judge, class_name="secret")
