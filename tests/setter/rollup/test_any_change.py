"""Whatever is changed in whatever order: after a rollup the cells are what plain Python makes of the rows."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.people import PROVE
from tests.fixtures.practice import new_practice
from tests.setter.rollup.edits import Editor, edits
from tests.setter.rollup.raw import opened


@pytest.mark.prove
@settings(max_examples=300 if PROVE else 20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(edits, min_size=8, max_size=25))
async def test_no_change_is_missed(application: str, sequence: list[Any]) -> None:
    """Also of several at once, and with rollups and a change of zone in between."""
    for raw in opened(await new_practice(), application):
        await raw.roll_up()
        editor = Editor(raw)
        for step in sequence:
            await editor.do(*step)
        await raw.roll_up()
        assert raw.cells() == raw.expected()
        assert await raw.drift() == 0
        assert raw.marks() == set()
