"""What the form of a moment sends: whatever arrives becomes values or sentences."""

from datetime import timedelta
from typing import Any

import pytest

from trustcoach_app.db.types import new_id
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.sessions import MomentKind
from trustcoach_app.session_page.moments.form import moment_fields, moment_sent
from trustcoach_app.sessions.queries import MarkedMoment


def refused(read: Any, sent: dict[str, Any]) -> set[str]:
    """The fields that were refused."""
    with pytest.raises(InvalidInput) as told:
        read(sent)
    return set(told.value.fields)


def test_a_moment_that_was_removed_reads_back_as_it_was() -> None:
    row = MarkedMoment(new_id(), MomentKind.QUOTE, 754, "« Non »", 3)
    session_id = new_id()
    again = moment_fields(moment_sent(session_id, row))
    assert (again.kind, again.at_seconds, again.note, again.position) == (MomentKind.QUOTE, 754, "« Non »", 3)
    later = moment_fields(moment_sent(session_id, MarkedMoment(new_id(), MomentKind.ACTION, None, "x", 1)))
    assert later.at_seconds is None


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({}, {"kind", "note"}),
        ({"kind": "quote", "note": "x" * 501}, {"note"}),
        ({"kind": "quote", "note": "x", "position": "0"}, {"position"}),
        ({"kind": "quote", "note": "x", "at_seconds": str(timedelta(days=1) // timedelta(seconds=1))}, {"at_seconds"}),
        ({"kind": [], "note": {}}, {"kind", "note"}),
    ],
)
def test_a_moment_names_what_is_wrong(sent: dict[str, Any], fields: set[str]) -> None:
    assert refused(moment_fields, sent) == fields
