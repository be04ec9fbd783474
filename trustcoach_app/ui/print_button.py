"""Prints the page; styles/print.css says what goes on paper."""

import reflex as rx

from .button import Variant
from .icon import icon


class _PrintButton(rx.Component):
    """assets/ui/print.jsx"""

    library = "$/public/ui/print.jsx"
    tag = "PrintButton"


def print_button(label: str = "Imprimer", *, variant: Variant = "secondary") -> rx.Component:
    """A button that works without the server."""
    return _PrintButton.create(icon("printer", size=18), label, class_name=f"button button-{variant} button-md")
