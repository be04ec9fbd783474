"""Moments in the coach's order: changed, moved, removed and brought back."""

import asyncio
from uuid import UUID

import pytest

from tests.fixtures.practice import Practice
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.models.sessions import MomentKind
from trustcoach_app.sessions.moments import MOST_MOMENTS
from trustcoach_app.sessions.queries import moments
from trustcoach_app.sessions.service import (
    change_moment,
    mark_moment,
    put_back_moment,
    remove_moment,
    shift_moment,
)


async def marked(practice: Practice, session_id: UUID, *notes: str) -> list[UUID]:
    """Moments without a time, in this order."""
    wanted = {"session_id": session_id, "kind": MomentKind.INSIGHT, "at_seconds": None}
    return [(await practice.does(mark_moment, note=note, **wanted)).id for note in notes]


async def order(practice: Practice, session_id: UUID) -> str:
    """Their words, in order; their places have no gap."""
    rows = await practice.does(moments, session_id=session_id)
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return "".join(row.note for row in rows)


async def test_one_without_a_time_comes_last_and_one_with_a_time_where_it_happened(
    alice: Practice, session_id: UUID
) -> None:
    for note, at_seconds in (("c", 300), ("a", 100), ("b", 200), ("z", None), ("d", 400)):
        wanted = {"session_id": session_id, "kind": MomentKind.ACTION, "at_seconds": at_seconds}
        await alice.does(mark_moment, note=note, **wanted)
    assert await order(alice, session_id) == "abczd"


async def test_moves_one_place_and_stays_at_the_ends(alice: Practice, session_id: UUID) -> None:
    first, _, last = await marked(alice, session_id, "a", "b", "c")
    for moment_id, by, expected in ((first, -1, "abc"), (first, 1, "bac"), (last, 1, "bac"), (last, -1, "bca")):
        await alice.does(shift_moment, moment_id=moment_id, by=by)
        assert await order(alice, session_id) == expected


async def test_what_was_removed_comes_back_to_its_place(alice: Practice, session_id: UUID) -> None:
    _, middle, _ = await marked(alice, session_id, "a", "b", "c")
    where, gone = await alice.does(remove_moment, moment_id=middle)
    assert (where, await order(alice, session_id)) == (session_id, "ac")
    await alice.does(put_back_moment, session_id=where, row=gone)
    assert await order(alice, session_id) == "abc"


async def test_words_and_kind_change(alice: Practice, session_id: UUID) -> None:
    (moment_id,) = await marked(alice, session_id, "a")
    await alice.does(change_moment, moment_id=moment_id, kind=MomentKind.QUOTE, note=" « Non »\n")
    (row,) = await alice.does(moments, session_id=session_id)
    assert (row.kind, row.note) == (MomentKind.QUOTE, "« Non »")
    with pytest.raises(InvalidInput) as refused:
        await alice.does(change_moment, moment_id=moment_id, kind=MomentKind.QUOTE, note="x" * 501)
    assert set(refused.value.fields) == {"note"}


async def test_two_hundred_of_a_session_and_no_more(alice: Practice, session_id: UUID) -> None:
    ids = await marked(alice, session_id, *("x" for _ in range(MOST_MOMENTS)))
    with pytest.raises(Conflict, match="200 moments au plus"):
        await marked(alice, session_id, "de trop")
    _, gone = await alice.does(remove_moment, moment_id=ids[0])
    await marked(alice, session_id, "y")
    with pytest.raises(Conflict, match="200 moments au plus"):
        await alice.does(put_back_moment, session_id=session_id, row=gone)


async def test_ten_windows_at_once_leave_no_gap(alice: Practice, session_id: UUID) -> None:
    await asyncio.gather(*(marked(alice, session_id, str(number)) for number in range(10)))
    assert sorted(await order(alice, session_id)) == sorted("0123456789")


async def test_bob_touches_none_of_them(alice: Practice, bob: Practice, session_id: UUID) -> None:
    (moment_id,) = await marked(alice, session_id, "a")
    for call, wanted in (
        (change_moment, {"kind": MomentKind.QUOTE, "note": "x"}),
        (remove_moment, {}),
        (shift_moment, {"by": 1}),
    ):
        with pytest.raises(NotFound):
            await bob.does(call, moment_id=moment_id, **wanted)
    assert await order(alice, session_id) == "a"
