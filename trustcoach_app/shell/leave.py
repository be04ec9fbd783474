"""How a page ends when its session does: a full load, never a soft navigation on the old websocket."""

import reflex as rx

from trustcoach_app.auth.guard import Door


class _LeaveTo(rx.Component):
    """assets/ui/leave.jsx"""

    library = "$/public/ui/leave.jsx"
    tag = "LeaveTo"

    to: rx.Var[str]


def leave_when_told() -> rx.Component:
    """Obeys the door. Every frame holds one."""
    return _LeaveTo.create(to=Door.leave_to)
