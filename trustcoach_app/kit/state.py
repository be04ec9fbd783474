"""What the kit's pieces do when clicked. Holds nothing of anyone."""

import reflex as rx

from trustcoach_app.auth.access import ANYONE, access
from trustcoach_app.choices import Option
from trustcoach_app.kit.views import MODES, PAYMENTS, VIEWER, Payment
from trustcoach_app.shell.state import ShellState
from trustcoach_app.shell.views import Toast

NEWS = {
    "success": ("Séance ajoutée pour mardi 14:00.", "Rétablir"),
    "info": ("Une réservation vient d’arriver.", ""),
    "warning": ("Ce créneau est voisin d’un autre.", ""),
    "danger": ("Ce créneau vient d’être pris. Choisissez-en un autre.", ""),
}


class KitState(rx.State):
    """Which pieces of the kit are open, chosen or refused."""

    dialog_open: bool = False
    reading_open: bool = False
    confirm_open: bool = False
    loading: bool = False
    tab: str = "summary"
    email_error: str = ""
    rows: list[Payment] = PAYMENTS
    modes: list[Option] = MODES
    news: list[Toast] = []

    @rx.event
    @access(ANYONE)
    async def enter(self):
        """Give the frame someone to show."""
        shell = await self.get_state(ShellState)
        shell.viewer = VIEWER

    @rx.event
    @access(ANYONE)
    def open_dialog(self):
        """Open the form dialog, without its earlier refusal."""
        self.dialog_open, self.email_error = True, ""

    @rx.event
    @access(ANYONE)
    def close_dialog(self):
        self.dialog_open = False

    @rx.event
    @access(ANYONE)
    def open_reading(self):
        self.reading_open = True

    @rx.event
    @access(ANYONE)
    def close_reading(self):
        self.reading_open = False

    @rx.event
    @access(ANYONE)
    def open_confirm(self):
        self.confirm_open = True

    @rx.event
    @access(ANYONE)
    def close_confirm(self):
        self.confirm_open = False

    @rx.event
    @access(ANYONE)
    def toggle_loading(self):
        """Show or hide waiting."""
        self.loading = not self.loading

    @rx.event
    @access(ANYONE)
    def choose_tab(self, key: str):
        """Show another panel."""
        self.tab = key

    @rx.event
    @access(ANYONE)
    def submit(self, values: dict[str, str]):
        """Refuse an address without @, as a page would."""
        email = str(values.get("email", ""))
        self.email_error = "" if "@" in email else "Cette adresse n’est pas complète."
        if not self.email_error:
            self.dialog_open = False
            self._tell("success")

    @rx.event
    @access(ANYONE)
    def tell(self, tone: str):
        """Show one piece of news."""
        if tone in NEWS:
            self._tell(tone)

    @rx.event
    @access(ANYONE)
    def forget(self, toast_id: str):
        self.news = [toast for toast in self.news if toast.id != toast_id]

    def _tell(self, tone: str) -> None:
        text, action = NEWS[tone]
        number = max((int(toast.id) for toast in self.news), default=0) + 1
        self.news = [*self.news, Toast(id=str(number), text=text, tone=tone, action_label=action)]
