"""How a known client is worded where one is picked."""

from trustcoach_app.clients.present import by_label, client_label
from trustcoach_app.clients.queries import ClientRow
from trustcoach_app.db.types import new_id
from trustcoach_app.models.clients import ClientStage


def client(name: str, email: str | None = None, phone: str = "") -> ClientRow:
    return ClientRow(new_id(), name, email, phone, ClientStage.CLIENT, "Europe/Paris", None, name.lower())


def test_namesakes_are_told_apart_by_address_else_by_number() -> None:
    marie, other = client("Marie Dupont", "marie@exemple.fr"), client("Marie Dupont", phone="+33612345678")
    assert client_label(marie) == "Marie Dupont · marie@exemple.fr"
    assert client_label(other) == "Marie Dupont · 06\u00a012\u00a034\u00a056\u00a078"
    assert by_label([marie, other]) == {client_label(marie): marie.id, client_label(other): other.id}


def test_namesakes_who_cannot_be_told_apart_are_not_guessed() -> None:
    assert by_label([client("Marie Dupont"), client("Marie Dupont")]) == {}
