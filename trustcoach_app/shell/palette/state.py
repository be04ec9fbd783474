"""What is asked of the palette, and chosen in it."""

import reflex as rx

from trustcoach_app.auth.access import access, principal
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import some_ids
from trustcoach_app.inputs import clean_line
from trustcoach_app.shell.palette.sources import LONGEST_QUESTION, MOST_RECENT, registered_acts, registered_source
from trustcoach_app.shell.palette.views import Found, FoundRow

LONGEST_KEY = 40


class PaletteState(rx.State):
    """Answers one question at a time; the page drops an answer to anything but its last question."""

    found: Found = Found()

    @rx.event
    @access(Role.COACH)
    async def ask(self, question: str, typed: str, recent: str):
        """Find what is typed; while nothing is, what was opened last (`id,id`, kept by the browser)."""
        words = clean_line(str(typed)[:LONGEST_QUESTION])
        ids = str(recent).split(",")[:MOST_RECENT] if recent else []
        self.found = Found(str(question)[:LONGEST_KEY], await _rows(words, ",".join(ids)))

    @rx.event
    @access(Role.COACH)
    def act(self, key: str):
        """Begin an act by its own event, which passes the gate for itself. A key that nobody has does nothing."""
        chosen = registered_acts().get(str(key)[:LONGEST_KEY])
        return chosen.event if chosen else None


async def _rows(words: str, recent: str) -> list[FoundRow]:
    who, source = principal(), registered_source()
    if source is None or not (words or recent):
        return []
    async with unit_of_work(who) as db:
        if words:
            return await source.search(db, who.coach, words)
        return await source.recent(db, who.coach, some_ids(recent))
