"""What is said when the server, or its database, does not answer; what is on the screen stays there."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.auth.guard import Door
from trustcoach_app.reflex_seams.components import has_connection_errors


class _WhileLost(rx.Component):
    """assets/ui/online.jsx"""

    library = "$/public/ui/online.jsx"
    tag = "WhileLost"

    lost: rx.Var[bool]


def connection_banner() -> rx.Component:
    """A calm pill at the top, above dialogs too, while device or server is away. Replaces Reflex's own overlay.

    A fragment, because the page becomes its last child: inside the live region it would all be read out.
    """
    pill = _pill("Connexion perdue — nouvelle tentative…")
    return rx.fragment(_WhileLost.create(pill, lost=has_connection_errors))


def unavailable_notice() -> rx.Component:
    """The same while the database is away. Every frame holds one."""
    pill = _pill("TrustCoach est indisponible un instant. Rien n’est perdu ; la page reprendra d’elle-même.")
    return rx.el.div(rx.cond(Door.is_unavailable, pill), role="status")


def _pill(words: str) -> rx.Component:
    return rx.el.div(ui.spinner(), words, class_name="connection")
