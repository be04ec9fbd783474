"""What is said when the server does not answer; what is on the screen stays there."""

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from trustcoach_app import ui


class _WhileLost(rx.Component):
    """assets/ui/online.jsx"""

    library = "$/public/ui/online.jsx"
    tag = "WhileLost"

    lost: rx.Var[bool]


def connection_banner() -> rx.Component:
    """A calm pill at the top, there only while device or server is away. Replaces Reflex's own overlay.

    A fragment, because the page becomes its last child: inside the live region it would all be read out.
    """
    pill = rx.el.div(ui.spinner(), "Connexion perdue — nouvelle tentative…", class_name="connection")
    return rx.fragment(rx.el.div(_WhileLost.create(pill, lost=has_connection_errors), role="status"))
