"""Clients who are put away are out of lists, and come back as they were."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.clients.archive import archive_clients, bring_back_clients
from trustcoach_app.clients.queries import by_id, directory
from trustcoach_app.clients.service import add_client
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.models.clients import Client


async def test_away_and_back(alice: Practice) -> None:
    """Who was away keeps the day, and is not among those that an undo brings back."""
    zoe = await alice.does(add_client, name="Zoé Noël", now=NOW)
    assert await alice.does(archive_clients, client_ids=[zoe.id], now=NOW) == [zoe.id]
    both, later = [zoe.id, alice.client_id], NOW + timedelta(days=1)
    assert await alice.does(archive_clients, client_ids=both, now=later) == [alice.client_id]
    assert (await alice.does(by_id, client_id=zoe.id)).archived_at == NOW
    assert await alice.does(directory, limit=9) == []
    assert await alice.does(bring_back_clients, client_ids=[alice.client_id]) == [alice.client_id]
    assert [row.name for row in await alice.does(directory, limit=9)] == ["Marie Dupont"]


async def test_nobody_s_client_spoils_the_whole(alice: Practice, bob: Practice) -> None:
    """Another coach's, and one who was merged into another."""
    for client_ids in ([bob.client_id], [alice.client_id, bob.client_id]):
        with pytest.raises(NotFound):
            await alice.does(archive_clients, client_ids=client_ids, now=NOW)
        with pytest.raises(NotFound):
            await alice.does(bring_back_clients, client_ids=client_ids)
    zoe = await alice.does(add_client, name="Zoé Noël", now=NOW)
    async with unit_of_work(alice.principal) as db:
        await db.execute(update(Client).where(col(Client.id) == zoe.id).values(merged_into=alice.client_id))
    with pytest.raises(NotFound):
        await alice.does(archive_clients, client_ids=[zoe.id], now=NOW)
    assert (await alice.does(by_id, client_id=alice.client_id)).archived_at is None
