"""The place in a list that an address names: what was written comes back, and anything else names none."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcoach_app.cursors import FURTHEST, Cursor, cursor_of

ROW = UUID("01890000-0000-7000-8000-000000000001")


@given(st.integers(-FURTHEST, FURTHEST), st.uuids(), st.text("abcdefghijklmnopqrstuvwxyz .@+0123456789", max_size=200))
def test_what_is_written_is_read(rank: int, row: UUID, key: str) -> None:
    cursor = Cursor(rank, row, key)
    assert cursor_of(cursor.text) == cursor


@pytest.mark.parametrize(
    "text",
    ["", ".", "..", "garbage", "1.2", f"x.{ROW}", f"1.{ROW}.x", str(ROW), f"{2**62 + 1}.{ROW}", f"1.{'x' * 400}.{ROW}"],
)
def test_anything_else_names_none(text: str) -> None:
    assert cursor_of(text) is None
