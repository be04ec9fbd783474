"""A kind of event is complete: it does something to a lead, and coach and sender can read what it is."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest

from trustcoach_app.config import ROOT
from trustcoach_app.models.leads import LeadEventType
from trustcoach_app.setter.connection.present import WHAT
from trustcoach_app.setter.intake.events import BY_HAND, MODELS, EventType
from trustcoach_app.setter.intake.fold import Happening, State, fold

AT = datetime(2026, 1, 12, 9, tzinfo=UTC)
DATA = {"scheduled_at": AT.isoformat(), "status": "qualified", "deal_value_cents": 90_000, "reason": "price"}
"""Of every kind something: each reads its own."""


def test_each_kind_has_its_words_on_the_connection_page() -> None:
    """The list of the last events names it in French (setter/connection/present.py)."""
    assert set(WHAT) == {kind.value for kind in MODELS}


def test_the_guide_lists_each_kind() -> None:
    """Who builds the scenario reads docs/guides/setter.md."""
    table = (ROOT / "docs" / "guides" / "setter.md").read_text().partition("| type | data |")[2].partition("\n\n")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`([a-z_.]+)`", " ".join(first_cells))) == {kind.value for kind in MODELS}


@pytest.mark.parametrize("kind", LeadEventType)
def test_each_kind_does_something_to_a_lead(kind: LeadEventType) -> None:
    """The fold (setter/intake/fold.py) takes what it does not know for nothing."""
    folded, _ = fold([], [Happening(UUID(int=1), AT, kind, by_hand=True, data=DATA)])
    assert folded != State()


def test_what_may_happen_can_be_said() -> None:
    """Every kind that is kept comes by webhook or by hand; messages and profiles are rows of their own."""
    rows = {EventType.SENT, EventType.RECEIVED, EventType.UPSERTED}
    assert {kind.value for kind in LeadEventType} == {kind.value for kind in EventType if kind not in rows}
    assert set(EventType) - rows >= BY_HAND
