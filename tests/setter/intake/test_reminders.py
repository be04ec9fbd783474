"""What keeps a lead off the list of those to follow up, and what brings one back onto it."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.setter.intake.facts import AI, HUMAN, Fact, booked, did, put, state, wrote
from tests.setter.intake.story import at
from trustcoach_app.models.lead_history import EventType as Kind
from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.setter.intake.facts import Happening


def followed_up(minutes: int, **data: Any) -> Happening:
    """« Relancé »."""
    return did(Kind.FOLLOWED_UP, minutes, by_hand=True, **data)


def snoozed(minutes: int, until: int | None) -> Happening:
    """« Reporter »."""
    return did(Kind.SNOOZED, minutes, by_hand=True, until=None if until is None else at(until).isoformat())


REMINDERS: dict[str, tuple[tuple[Fact, ...], Mapping[str, Any]]] = {
    "a message": ((wrote(3, AI),), {"last_contact_at": at(3), "deferred_until": None}),
    "« Relancé »": ((wrote(3, AI), followed_up(5)), {"last_contact_at": at(5), "followed_up_at": at(5)}),
    "« Relancé », and a message": ((followed_up(5), wrote(8)), {"last_contact_at": at(8), "followed_up_at": at(5)}),
    "« Reporter »": ((snoozed(5, 90),), {"snoozed_until": at(90), "deferred_until": at(90)}),
    "« Reporter » twice": ((snoozed(5, 90), snoozed(6, 70)), {"deferred_until": at(70)}),
    "« Reporter », then « Relancé »": ((snoozed(5, 90), followed_up(6)), {"deferred_until": None}),
    "both taken back": (
        (followed_up(5), followed_up(6, at=at(2).isoformat()), snoozed(7, None)),
        {"followed_up_at": at(2), "deferred_until": None},
    ),
    "« Relancé » taken back": ((followed_up(5), followed_up(6, at=None)), {"followed_up_at": None}),
    "a call still to come": ((booked(1, 90), snoozed(2, 50)), {"deferred_until": at(90)}),
    "a call that was cancelled": ((booked(1, 90), did(Kind.CALL_CANCELLED, 2)), {"deferred_until": None}),
    "back to qualified by hand": ((booked(1, 90), put(2, LeadStatus.QUALIFIED)), {"deferred_until": None}),
    "lost, with a call to come": ((booked(1, 90), did(Kind.LOST, 2)), {"deferred_until": None}),
    "lost, and wrote": ((did(Kind.LOST, 2), wrote(5), wrote(6)), {"returned_at": at(6), "status": "lost"}),
    "lost, wrote, and the AI answered": ((did(Kind.LOST, 2), wrote(5), wrote(6, AI)), {"returned_at": at(5)}),
    "lost, wrote, and the coach answered": ((did(Kind.LOST, 2), wrote(5), wrote(6, HUMAN)), {"returned_at": None}),
    "lost, wrote, lost again": ((did(Kind.LOST, 2), wrote(5), did(Kind.LOST, 6)), {"returned_at": None}),
    "lost, wrote, qualified": ((did(Kind.LOST, 2), wrote(5), did(Kind.QUALIFIED, 6)), {"returned_at": None}),
    "wrote, then lost": ((wrote(1), did(Kind.LOST, 2)), {"returned_at": None}),
}


@pytest.mark.parametrize("story", REMINDERS)
def test_reminders(story: str) -> None:
    facts, expected = REMINDERS[story]
    folded = vars(state(*reversed(facts)))
    assert {column: folded[column] for column in expected} == expected
