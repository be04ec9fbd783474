"""Telling a client by hand, from the news of a move or a cancellation."""

import reflex as rx

from trustcoach_app.appointments.notice.present import NoticeKind, notice
from trustcoach_app.appointments.notice.queries import notice_facts
from trustcoach_app.appointments.notice.views import Notice
from trustcoach_app.auth.access import access, principal
from trustcoach_app.booking_limits import MOST_OCCURRENCES
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import a_choice, an_id, an_instant
from trustcoach_app.shell.forms.state import ClosingState


class NoticeState(ClosingState, rx.State):
    """The message to a client, ready to be copied or sent from the coach's own programs."""

    notice: Notice = Notice()
    opening: int = 0
    """Counts the openings, as those of the other dialogs."""

    def _leave(self) -> None:
        self.notice = Notice()

    @rx.event
    @access(Role.COACH)
    async def open_notice(self, news: str, booking_ids: list[str], before: str = ""):
        """Write the message about one session, or those of a series. `before`: the instant where a moved one stood."""
        who, said = principal(), a_choice(news, NoticeKind)
        stood = an_instant(before, "before") if before else None
        wanted = [an_id(one) for one in list(booking_ids)[:MOST_OCCURRENCES]]
        async with unit_of_work(who) as db:
            facts = await notice_facts(db, coach_id=who.coach, booking_ids=wanted, before=stood)
        self.notice, self.opening = notice(said, facts), self.opening + 1

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Put it away."""
        self.notice = Notice()
