"""The handlers of the list of clients and of a client's file, for benchmarks/handlers.py."""

from collections.abc import Awaitable, Callable
from typing import Any

from benchmarks.seed import Seeded
from trustcoach_app.client_list.state import ClientsState
from trustcoach_app.client_page.state import ClientFileState
from trustcoach_app.palette_entries import register_palette_entries
from trustcoach_app.reflex_seams.gate import new_tree
from trustcoach_app.shell.palette.sources import registered_acts
from trustcoach_app.shell.palette.state import PaletteState

Handler = Callable[[Seeded, int], Awaitable[Any]]


def list_clients(**asked: str) -> Handler:
    """The list of clients at an address, on load and after each change."""

    async def show(_: Seeded, __: int) -> None:
        state: Any = new_tree(ClientsState)
        state._asked = asked
        await ClientsState.refresh.fn(state)

    return show


async def open_file(practice: Seeded, _: int) -> None:
    """A client's file."""
    state: Any = new_tree(ClientFileState)
    object.__setattr__(state, "client_id", str(practice.client_id))
    await ClientFileState.load.fn(state)
    if state.is_missing:
        raise RuntimeError("the file was not found")


def ask_palette(typed: str) -> Handler:
    """A few letters in the palette; none: whose file was opened last."""

    async def ask(practice: Seeded, _: int) -> None:
        register_once()
        state: Any = new_tree(PaletteState)
        await PaletteState.ask.fn(state, "1", typed, "" if typed else str(practice.client_id))
        if not state.found.rows:
            raise RuntimeError("nobody was found")

    return ask


def register_once() -> None:
    """As the application does when it starts."""
    if not registered_acts():
        register_palette_entries()


CLIENT_HANDLERS: dict[str, Handler] = {
    "clients_first": list_clients(),
    "clients_health": list_clients(sante="actif", tri="revenus"),
    "clients_word": list_clients(q="aubert"),
    "clients_typo": list_clients(q="aubret"),
    "clients_next": list_clients(activite="seance-prevue", tri="prochaine"),
    "file_open": open_file,
    "palette_recent": ask_palette(""),
    "palette_word": ask_palette("agathe"),
    "palette_typo": ask_palette("agahte"),
}
