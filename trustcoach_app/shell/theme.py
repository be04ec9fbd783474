"""The choice of light: clear, the system's, dark. Kept by the browser."""

import reflex as rx

from trustcoach_app import ui


class _ThemeChoice(rx.Component):
    """assets/ui/theme.jsx"""

    library = "$/public/ui/theme.jsx"
    tag = "ThemeChoice"

    mode: rx.Var[str]
    label: rx.Var[str]


def theme_switch() -> rx.Component:
    """Three segments, for the menu of the person."""
    choices = (("light", "Clair", "sun"), ("system", "Comme le système", "monitor"), ("dark", "Sombre", "moon"))
    segments = [
        _ThemeChoice.create(ui.icon(glyph, size=16), mode=mode, label=label, class_name="segment")
        for mode, label, glyph in choices
    ]
    return rx.el.div(*segments, role="group", aria_label="Apparence", class_name="segments theme")
