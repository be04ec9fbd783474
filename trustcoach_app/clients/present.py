"""How a client is worded where one is picked. Pure."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode
from uuid import UUID

from trustcoach_app.clients.queries import ClientRow
from trustcoach_app.clients.views import Reach
from trustcoach_app.formats import french_phone


def client_label(client: ClientRow) -> str:
    """What stands in the field for a known client; the address, else the number, tells namesakes apart."""
    return " · ".join(filter(None, (client.name, client.email or french_phone(client.phone))))


def by_label(clients: Sequence[ClientRow]) -> dict[str, UUID]:
    """Whom each label means. Two whom it cannot tell apart are left out: a wrong client is worse than a question."""
    labels = [client_label(client) for client in clients]
    return {label: client.id for label, client in zip(labels, clients, strict=True) if labels.count(label) == 1}


MAP = "https://www.openstreetmap.org/search?"


def reach(*, email: str | None, phone: str, address: str = "") -> Reach:
    """How to write to somebody, to call them, and to find where a session is."""
    return Reach(
        email=email or "",
        mail_link=mail_link(email) if email else "",
        phone=french_phone(phone) if phone else "",
        phone_link=f"tel:{phone}" if phone else "",
        address=address,
        map_link=MAP + urlencode({"query": address}) if address else "",
    )


def mail_link(email: str, *, subject: str = "", body: str = "") -> str:
    """What opens a mail in the coach's own program, already written."""
    said = {name: words for name, words in (("subject", subject), ("body", body)) if words}
    return f"mailto:{quote(email, safe='@')}" + ("?" + urlencode(said, quote_via=quote) if said else "")


CLIENTS = "/dashboard/coach/clients"


def file_path(client_id: UUID) -> str:
    """Where a client's file is: every name of a client leads there."""
    return f"{CLIENTS}/{client_id}"
