"""A note in words, and as its form sends it."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from trustcoach_app.client_file.notes.form import note_fields, note_row, note_sent, note_values
from trustcoach_app.client_file.notes.present import LONGEST_SHOWN, note_lines
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.notes.queries import NoteRow

LATE = datetime(2026, 1, 12, 23, 30, tzinfo=UTC)
"""Half past midnight in Paris: the 13th."""
PARIS = ZoneInfo("Europe/Paris")


def row(**said: Any) -> NoteRow:
    """A note of Marie's."""
    known = {"text": "À rappeler", "created_at": LATE, "changed_at": None, "shared_at": None}
    return NoteRow(id=new_id(), client_id=new_id(), **{**known, **said})


def test_when_it_was_written_and_who_reads_it() -> None:
    mine, theirs = note_lines([row(), row(changed_at=LATE, shared_at=LATE)], PARIS)
    assert (mine.when, mine.is_shared) == ("13 janv. 2026 à 00:30", False)
    assert (theirs.when, theirs.is_shared) == ("13 janv. 2026 à 00:30, modifiée le 13 janv. 2026", True)


def test_a_long_one_shows_its_beginning() -> None:
    [line] = note_lines([row(text="mot " * 1000)], PARIS)
    assert len(line.text) <= LONGEST_SHOWN + 1
    assert line.text.endswith("mot…")


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        note_fields({"text": " ", "audience": "everybody"})
    assert set(refused.value.fields) == {"text", "audience"}
    assert note_fields({"text": "Bien", "audience": "client"}) == ("Bien", True)
    assert note_values(row(shared_at=LATE)).audience == "client"
    assert note_values(row()).audience == "coach"


def test_what_was_removed_is_sent_back_as_it_was() -> None:
    for gone in (row(), row(changed_at=LATE, shared_at=LATE)):
        assert note_row(note_sent(gone)) == gone
    sent = note_sent(row())
    for field in ("id", "client_id"):
        with pytest.raises(NotFound):
            note_row({**sent, field: "x"})
    for field in ("created_at", "changed_at", "shared_at"):
        with pytest.raises(InvalidInput):
            note_row({**sent, field: "yesterday"})
