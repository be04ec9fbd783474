"""The wizard's first step: a name, and whether it is somebody known."""

from typing import Any
from uuid import UUID

import reflex as rx

from trustcoach_app.appointments.wizard import form
from trustcoach_app.auth.access import access, principal
from trustcoach_app.choices import Option
from trustcoach_app.clients.keys import sort_key
from trustcoach_app.clients.present import by_label, client_label
from trustcoach_app.clients.queries import ClientRow, by_id, directory, named
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.formats import french_phone
from trustcoach_app.forms import an_id
from trustcoach_app.limits import LONGEST_NAME

MOST_SUGGESTIONS = 8


class WhoState(rx.State, mixin=True):
    """Whom a typed name means: the client who was picked, or the only one who has that name; several are offered."""

    errors: dict[str, str] = {}
    suggestions: list[str] = []
    client: str = ""
    """What the field begins with: the label of whom it was opened for."""
    namesakes: list[Option] = []
    """The clients who have the typed name, when there are several."""
    is_known: bool = False
    is_other: bool = False
    """The coach said that it is not the client of that name."""
    phone: str = ""
    """The person's number, on file or typed: what a session by phone proposes."""
    _clients: dict[str, UUID] = {}
    """Whom each text of the field means."""
    _typed: str = ""

    @rx.event
    @access(Role.COACH)
    async def look_up(self, typed: str):
        """Offer the clients who fit, and tell whether this is one of them."""
        words = str(typed)[:LONGEST_NAME].strip()
        self.is_other = False
        await self._recognize(words)

    async def _recognize(self, words: str) -> None:
        who, self._typed = principal(), words
        rows: list[ClientRow] = []
        same: list[ClientRow] = []
        if words:
            async with unit_of_work(who) as db:
                rows = await directory(db, coach_id=who.coach, search=words, limit=MOST_SUGGESTIONS)
                same = await named(db, coach_id=who.coach, sort_key=sort_key(words))
        self.suggestions = list(dict.fromkeys(map(client_label, rows)))
        self._clients |= by_label(rows)
        self._take_namesakes(words, same)

    def _take_namesakes(self, words: str, same: list[ClientRow]) -> None:
        if len(same) == 1:
            self._clients |= {words: same[0].id}
        self.is_known = words in self._clients
        several = [] if self.is_known or len(same) < 2 else same[:MOST_SUGGESTIONS]
        self.namesakes = [Option(str(row.id), client_label(row)) for row in several]

    @rx.event
    @access(Role.COACH)
    async def choose_namesake(self, client_id: str):
        """It is this one of several who have the name."""
        who = principal()
        async with unit_of_work(who) as db:
            row = await by_id(db, coach_id=who.coach, client_id=an_id(client_id))
        self._clients |= {self._typed: row.id}
        self.is_known, self.namesakes, self.errors = True, [], {}

    @rx.event
    @access(Role.COACH)
    def be_somebody_else(self):
        """It is a new person, who happens to have a known name."""
        self.is_known, self.is_other, self.namesakes, self.errors = False, True, [], {}

    async def _take_client(self, client_id: UUID) -> None:
        """It is for this client, as if picked. Raises NotFound."""
        who = principal()
        async with unit_of_work(who) as db:
            row = await by_id(db, coach_id=who.coach, client_id=client_id)
        self.client = self._typed = client_label(row)
        self._clients, self.is_known = {self.client: row.id}, True
        self.phone = await self._number_of(row.id)

    async def _check_person(self, sent: dict[str, Any]) -> None:
        """Raises InvalidInput where no name is typed, or several clients have it and none was chosen."""
        words = form.person(sent).name
        if not self.is_other and words not in self._clients:
            await self._recognize(words)
        if self.namesakes:
            raise InvalidInput(client=f"Plusieurs clients s’appellent {words}\u202f: choisissez lequel.")
        known = self._known(sent)
        self.phone = await self._number_of(known) if known else str(sent.get("client_phone") or "")[:32]

    async def _number_of(self, client_id: UUID) -> str:
        who = principal()
        async with unit_of_work(who) as db:
            phone = (await by_id(db, coach_id=who.coach, client_id=client_id)).phone
        return french_phone(phone).replace("\xa0", " ") if phone else ""

    def _known(self, sent: dict[str, Any]) -> UUID | None:
        return None if self.is_other else self._clients.get(str(sent.get("client", "")).strip())
