"""The clients of a practice, found by what a file says of somebody: each look costs the same, however many they are."""

from collections.abc import Iterable, Sequence

from trustcoach_app.clients.keys import sort_key
from trustcoach_app.importing.facts import KnownClient
from trustcoach_app.names import fold

MOST_WORDS = 8
"""Of a name that is looked for in a title."""


class KnownClients:
    """An index over the clients. Archived ones are found by address only."""

    def __init__(self, clients: Iterable[KnownClient]) -> None:
        self._by_email: dict[str, KnownClient] = {}
        self._by_name: dict[str, list[KnownClient]] = {}
        self._by_order: dict[str, list[KnownClient]] = {}
        self._archived: set[str] = set()
        for client in clients:
            if client.email:
                self._by_email[client.email] = client
            if client.is_archived:
                self._archived.add(str(client.id))
            else:
                namesakes = self._by_name.setdefault(client.sort_key, [])
                namesakes += [] if any(one.id == client.id for one in namesakes) else [client]
                for order in _orders(client.sort_key.split()):
                    self._by_order.setdefault(order, []).append(client)

    def with_email(self, email: str) -> KnownClient | None:
        """Who has the address."""
        return self._by_email.get(email) if email else None

    def named(self, name: str) -> list[KnownClient]:
        """Who have the name, folded."""
        return self._by_name.get(sort_key(name), [])

    def named_in(self, title: str) -> list[KnownClient]:
        """Whom a title names in full, in either order: « Séance Marie DUPONT », « Dupont Marie – bilan »."""
        words = fold(title).split()
        found = {
            client.id: client
            for start in range(len(words))
            for end in range(start + 2, min(len(words), start + MOST_WORDS) + 1)
            for client in self._by_order.get(" ".join(words[start:end]), ())
        }
        return list(found.values())

    def is_archived(self, client_id: str) -> bool:
        """Whether its file is closed."""
        return client_id in self._archived


def _orders(words: Sequence[str]) -> set[str]:
    if not 1 < len(words) <= MOST_WORDS:
        return set()
    return {" ".join(words), " ".join([*words[1:], words[0]]), " ".join([words[-1], *words[:-1]])}
