"""How a client is worded where one is picked. Pure."""

from collections.abc import Sequence
from uuid import UUID

from trustcoach_app.clients.queries import ClientRow
from trustcoach_app.formats import french_phone


def client_label(client: ClientRow) -> str:
    """What stands in the field for a known client; the address, else the number, tells namesakes apart."""
    return " · ".join(filter(None, (client.name, client.email or french_phone(client.phone))))


def by_label(clients: Sequence[ClientRow]) -> dict[str, UUID]:
    """Whom each label means. Two whom it cannot tell apart are left out: a wrong client is worse than a question."""
    labels = [client_label(client) for client in clients]
    return {label: client.id for label, client in zip(labels, clients, strict=True) if labels.count(label) == 1}
