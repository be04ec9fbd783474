"""Prints the page; styles/print.css says what goes on paper."""

import reflex as rx

from .icon import icon


class _PrintButton(rx.Component):
    """assets/ui/print.jsx"""

    library = "$/public/ui/print.jsx"
    tag = "PrintButton"


def print_button(label: str = "Imprimer") -> rx.Component:
    """A secondary button; works without the server."""
    return _PrintButton.create(icon("printer", size=16), label, class_name="button button-secondary")
