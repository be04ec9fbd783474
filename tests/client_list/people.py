"""A practice of six, each doing otherwise, for the tests of the list."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.bookings.test_health import have
from tests.fixtures.practice import NOW, Practice
from trustcoach_app.client_list.address import clients_address_of
from trustcoach_app.client_list.facts import ListFacts, list_facts
from trustcoach_app.clients.archive import archive_clients
from trustcoach_app.clients.service import add_client
from trustcoach_app.clients.tags import tag_clients
from trustcoach_app.models.bookings import BookingStatus
from trustcoach_app.models.clients import ClientStage

DAY = timedelta(days=1)
HELD, CONFIRMED = BookingStatus.COMPLETED, BookingStatus.CONFIRMED


async def six(practice: Practice) -> dict[str, UUID]:
    """Marie is active, Jean to be reviewed, Sophie new with a session ahead, Zoé inactive, Élodie a prospect, Ana away.

    By first name. Marie has paid most.
    """
    people = {"Marie": practice.client_id}
    for name, more in (
        ("Jean Martin", {"email": "jean@exemple.fr", "phone": "06 12 34 56 78"}),
        ("Sophie Durand", {}),
        ("Zoé Noël", {"timezone": "America/Montreal"}),
        ("Élodie Petit", {"stage": ClientStage.PROSPECT}),
        ("Ana Silva", {}),
    ):
        people[name.split()[0]] = (await practice.does(add_client, name=name, now=NOW, **more)).id
    diary = [
        ("Marie", -3, HELD),
        ("Marie", -40, HELD),
        ("Marie", 4, CONFIRMED),
        ("Jean", -23, HELD),
        ("Zoé", -90, HELD),
    ]
    diary += [("Sophie", 1, CONFIRMED), ("Ana", -200, HELD)]
    await have(practice, [(people[who], NOW + days * DAY, status) for who, days, status in diary])
    for label, names in (("VIP", ("Marie", "Zoé")), ("Très chaud", ("Élodie",))):
        await practice.does(tag_clients, client_ids=[people[name] for name in names], label=label, now=NOW)
    await practice.does(archive_clients, client_ids=[people["Ana"]], now=NOW)
    return people


async def listed(practice: Practice, **asked: str) -> ListFacts:
    """What an address shows."""
    return await practice.does(list_facts, address=clients_address_of(asked), now=NOW)


async def names(practice: Practice, **asked: str) -> list[str]:
    """First names, in their order."""
    return [client.name.split()[0] for client in (await listed(practice, **asked)).page.clients]


async def many(practice: Practice, number: int) -> list[Any]:
    """So many more, some with a session behind and some with one ahead."""
    rows = [await practice.does(add_client, name=f"Client {place:04}", now=NOW) for place in range(number)]
    held = [(row.id, NOW - (place + 1) * DAY, HELD) for place, row in enumerate(rows) if place % 2]
    await have(
        practice,
        [*held, *((row.id, NOW + (place + 1) * DAY, CONFIRMED) for place, row in enumerate(rows) if place % 3 == 0)],
    )
    return rows
