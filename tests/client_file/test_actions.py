"""A client's actions in words, and as their form reads and brings them back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from trustcoach_app.actions.queries import ActionRow
from trustcoach_app.actions.service import ActionFields
from trustcoach_app.client_file.actions.form import action_fields, action_row, action_sent, action_values
from trustcoach_app.client_file.actions.present import action_lines, ticked
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.actions import ActionOwner

NOW = datetime(2026, 1, 12, 23, 30, tzinfo=UTC)
"""Half past midnight in Paris: the 13th."""
PARIS = ZoneInfo("Europe/Paris")


def row(**said: Any) -> ActionRow:
    """An action of Marie's."""
    known = {"title": "Appeler", "owner": ActionOwner.CLIENT, "due_on": None, "done_at": None, "session_id": None}
    return ActionRow(id=new_id(), client_id=new_id(), created_at=NOW, **{**known, **said})


def words(**said: Any) -> tuple[str, str, bool]:
    [line] = action_lines([row(**said)], "Marie Dupont", PARIS, NOW)
    return line.owner, line.when, line.is_late


def test_who_until_when_and_whether_late() -> None:
    """In the coach's days. What is done is never late."""
    assert words() == ("Marie", "", False)
    assert words(owner=ActionOwner.COACH) == ("Vous", "", False)
    assert words(due_on=date(2026, 1, 13)) == ("Marie", "pour aujourd’hui", False)
    assert words(due_on=date(2026, 1, 12)) == ("Marie", "pour le 12 janv.", True)
    assert words(due_on=date(2027, 2, 3)) == ("Marie", "pour le 3 févr. 2027", False)
    assert words(due_on=date(2026, 1, 2), done_at=NOW) == ("Marie", "faite aujourd’hui", False)
    assert words(done_at=NOW - timedelta(days=1)) == ("Marie", "faite le 12 janv.", False)


def test_only_the_client_s_are_seen_by_the_client() -> None:
    lines = action_lines([row(), row(owner=ActionOwner.COACH, session_id=new_id())], "Marie", PARIS, NOW)
    assert [(line.is_seen, line.is_of_session) for line in lines] == [(True, False), (False, True)]


def test_a_tick_changes_its_own_line_and_no_order() -> None:
    lines = action_lines([row(due_on=date(2026, 1, 1)), row(title="Autre")], "Marie", PARIS, NOW)
    after = ticked(lines, lines[0].id, True)
    assert [(line.is_done, line.is_late) for line in after] == [(True, False), (False, False)]
    assert (after[0].when, after[1]) == ("faite aujourd’hui", lines[1])
    assert ticked(lines, "nobody's", True) == lines


def test_the_form_says_all_that_is_wrong_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        action_fields({"title": " ", "owner": "boss", "due_on": "32"})
    assert set(refused.value.fields) == {"title", "owner", "due_on"}
    fields = action_fields({"title": "Appeler", "owner": "coach", "due_on": ""})
    assert fields == ActionFields("Appeler", ActionOwner.COACH)
    assert action_fields(vars(action_values(row(due_on=date(2026, 1, 16))))).due_on == date(2026, 1, 16)


def test_what_was_removed_is_sent_back_as_it_was() -> None:
    for gone in (row(), row(due_on=date(2026, 1, 16), done_at=NOW, session_id=new_id(), owner=ActionOwner.COACH)):
        assert action_row(action_sent(gone)) == gone
    sent = action_sent(row())
    with pytest.raises(NotFound):
        action_row({**sent, "client_id": "x"})
    for field in ("done_at", "created_at"):
        with pytest.raises(InvalidInput):
            action_row({**sent, field: "yesterday"})
