"""Tags and the archive, for one client or for all who are picked; each can be taken back from its news."""

from typing import Any

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.clients.archive import archive_clients, bring_back_clients
from trustcoach_app.clients.tags import tag_clients, untag_clients
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.formats import plural
from trustcoach_app.forms import some_ids
from trustcoach_app.shell.forms.state import FormState
from trustcoach_app.shell.state import offer


class PickedState(FormState, rx.State):
    """Acts on clients by their ids; what is picked lives in the page alone."""

    tag_key: int = 0
    """Counts the tags that were given: the field starts anew."""

    @rx.event
    @access(Role.COACH)
    async def tag(self, sent: dict[str, Any]):
        """Give those who are picked a tag."""
        who, label = principal(), str(sent.get("tag", ""))
        with self._checking():
            client_ids = some_ids(sent.get("picked"))
            async with unit_of_work(who) as db:
                given = await tag_clients(db, coach_id=who.coach, client_ids=client_ids, label=label, now=clock.now())
            self.tag_key += 1
            if given:
                words = plural(len(given), "client étiqueté", "clients étiquetés")
                undo = PickedState.untag(",".join(map(str, given)), label)
                await offer(self, f"{words} «\u00a0{label.strip()}\u00a0».", "Retirer", undo)
            return self._shown_again("" if given else "Cette étiquette y était déjà.")

    @rx.event
    @access(Role.COACH)
    async def untag(self, picked: str, label: str):
        """Take a tag from some clients again."""
        who = principal()
        async with unit_of_work(who) as db:
            await untag_clients(db, coach_id=who.coach, client_ids=some_ids(picked), label=str(label)[:80])
        return self._shown_again("Étiquette retirée.")

    @rx.event
    @access(Role.COACH)
    async def archive(self, picked: str):
        """Put some clients away."""
        who = principal()
        async with unit_of_work(who) as db:
            away = await archive_clients(db, coach_id=who.coach, client_ids=some_ids(picked), now=clock.now())
        if away:
            words = plural(len(away), "client archivé", "clients archivés")
            await offer(self, f"{words}. Leurs séances restent.", "Rétablir", PickedState.bring_back(_said(away)))
        return self._shown_again("")

    @rx.event
    @access(Role.COACH)
    async def bring_back(self, picked: str):
        """Bring some clients back into the list."""
        who = principal()
        async with unit_of_work(who) as db:
            back = await bring_back_clients(db, coach_id=who.coach, client_ids=some_ids(picked))
        return self._shown_again(f"{plural(len(back), 'client est', 'clients sont')} de nouveau dans la liste.")

    @rx.event
    @access(Role.COACH)
    async def archive_picked(self, sent: dict[str, Any]):
        """Put those away who are picked."""
        return await PickedState.archive.fn(self, str(sent.get("picked", "")))

    @rx.event
    @access(Role.COACH)
    async def bring_back_picked(self, sent: dict[str, Any]):
        """Bring those back who are picked."""
        return await PickedState.bring_back.fn(self, str(sent.get("picked", "")))


def _said(client_ids: list[Any]) -> str:
    return ",".join(map(str, client_ids))
