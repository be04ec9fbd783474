"""Whatever hangs from a client moves with a merge, or says why it stays."""

from sqlmodel import SQLModel

import trustcoach_app.models  # noqa: F401  # pyright: ignore[reportUnusedImport]  fills the metadata
from trustcoach_app.models.merging import MOVES, STAYS


def of_a_client() -> set[str]:
    """The tables with a foreign key to clients."""
    return {
        name
        for name, table in SQLModel.metadata.tables.items()
        if any(key.referred_table.name == "clients" for key in table.foreign_key_constraints)
    }


def test_each_table_of_a_client_says_whether_it_moves() -> None:
    """Name a new table in MOVES or STAYS (models/merging.py), and why."""
    assert of_a_client() ^ (MOVES.keys() | STAYS.keys()) == set()


def test_no_table_does_both() -> None:
    assert MOVES.keys() & STAYS.keys() == set()


def test_each_has_a_reason() -> None:
    assert all(len(why.split()) > 3 for why in (*MOVES.values(), *STAYS.values()))
