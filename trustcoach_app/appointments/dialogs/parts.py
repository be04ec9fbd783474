"""Every dialog of appointments, with their look: what a page that books, changes or cancels holds once."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.cancel.parts import cancel_dialog
from trustcoach_app.appointments.change.parts import change_dialog
from trustcoach_app.appointments.details.parts import details_dialog
from trustcoach_app.appointments.notice.parts import notice_dialog
from trustcoach_app.appointments.price.parts import price_dialog
from trustcoach_app.appointments.wizard.parts import wizard


def appointment_dialogs() -> rx.Component:
    """The wizard, a session's details, its form, the question before it is cancelled, its price."""
    dialogs = rx.fragment(wizard(), details_dialog(), change_dialog(), cancel_dialog(), price_dialog(), notice_dialog())
    return ui.styled(ui.styled(dialogs, "hues"), "appointments")
