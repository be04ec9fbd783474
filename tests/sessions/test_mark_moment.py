"""Marking a moment."""

from uuid import UUID

import pytest

from tests.fixtures.practice import Practice
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.sessions import MomentKind
from trustcoach_app.sessions.queries import moments
from trustcoach_app.sessions.service import mark_moment


async def test_moments_come_in_the_order_they_happened(alice: Practice, session_id: UUID) -> None:
    for at_seconds, kind in ((900, MomentKind.ACTION), (30, MomentKind.QUOTE)):
        await alice.does(mark_moment, session_id=session_id, kind=kind, note=" Un\nmot ", at_seconds=at_seconds)
    found = await alice.does(moments, session_id=session_id)
    assert [(row.at_seconds, row.kind, row.note) for row in found] == [
        (30, MomentKind.QUOTE, "Un mot"),
        (900, MomentKind.ACTION, "Un mot"),
    ]


@pytest.mark.parametrize(
    ("field", "wanted"),
    [("note", {"note": "x" * 501}), ("at_seconds", {"at_seconds": -1}), ("at_seconds", {"at_seconds": 43_201})],
)
async def test_names_the_wrong_field(alice: Practice, session_id: UUID, field: str, wanted: dict[str, object]) -> None:
    usual = {"kind": MomentKind.INSIGHT, "note": "", "at_seconds": 0}
    with pytest.raises(InvalidInput) as refused:
        await alice.does(mark_moment, session_id=session_id, **{**usual, **wanted})
    assert set(refused.value.fields) == {field}


async def test_bob_neither_marks_nor_sees(alice: Practice, bob: Practice, session_id: UUID) -> None:
    wanted = {"session_id": session_id, "kind": MomentKind.INSIGHT, "note": "", "at_seconds": 1}
    await alice.does(mark_moment, **wanted)
    with pytest.raises(NotFound):
        await bob.does(mark_moment, **wanted)
    assert await bob.does(moments, session_id=session_id) == []
    assert len(await alice.does(moments, session_id=session_id)) == 1
