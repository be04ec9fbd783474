"""The page of a session: as many queries for a hundred moments as for one, and words for each standing."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.bookings.diary import HOUR, MINUTE, SLOT, given
from tests.fixtures.practice import Practice, statements
from trustcoach_app.bookings.service import cancel_booking, finish_session, start_session
from trustcoach_app.errors import NotFound
from trustcoach_app.goals.service import GoalFields, add_goal, measure_goal
from trustcoach_app.models.bookings import CancelledBy
from trustcoach_app.models.sessions import MomentKind
from trustcoach_app.session_page.present import moment_lines, next_change, session_view, summary_view
from trustcoach_app.session_page.queries import session_page_facts
from trustcoach_app.sessions.queries import session_of_booking
from trustcoach_app.sessions.service import mark_moment, save_summary_draft, share_summary, sign_draft


async def begun(practice: Practice) -> tuple[UUID, UUID]:
    """A booking that began at its hour, and its session."""
    row = await given(practice)
    await practice.does(start_session, booking_id=row.id, now=SLOT)
    return row.id, (await practice.does(session_of_booking, booking_id=row.id)).id


async def test_a_fixed_number_of_queries(alice: Practice) -> None:
    booking_id, session_id = await begun(alice)
    for moments in (1, 99):
        for number in range(moments):
            wanted = {"session_id": session_id, "kind": MomentKind.ACTION, "at_seconds": number * 60}
            await alice.does(mark_moment, note=f"n° {number}", **wanted)
        goal = await alice.does(add_goal, client_id=alice.client_id, fields=GoalFields("Oser", SLOT.date()), now=SLOT)
        await alice.does(measure_goal, goal_id=goal.id, value=1, now=SLOT)
        with statements() as seen:
            facts = await alice.does(session_page_facts, booking_id=booking_id, now=SLOT)
        assert len(seen) == 18
    assert len(moment_lines(facts.moments)) == 100
    assert [line.when for line in moment_lines(facts.moments)][-1] == "à 1\u202fh\u202f38"


async def test_why_there_are_no_notes(alice: Practice) -> None:
    row = await given(alice)
    for now, title in ((SLOT - HOUR, "Les notes s’ouvrent avec la séance"), (SLOT + HOUR, "Cette séance est passée")):
        facts = await alice.does(session_page_facts, booking_id=row.id, now=now)
        view = session_view(facts.session, now)
        assert (view.has_notes, view.no_notes_title, view.can_start) == (False, title, now < row.ends_at)
    await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.COACH, reason="", now=SLOT - HOUR)
    facts = await alice.does(session_page_facts, booking_id=row.id, now=SLOT)
    assert session_view(facts.session, SLOT).no_notes_why == "Cette séance a été annulée."


async def test_a_summary_says_who_signed_it_and_who_reads_it(alice: Practice) -> None:
    booking_id, session_id = await begun(alice)
    key = {"session_id": session_id}
    await alice.does(save_summary_draft, **key, text="Un pas", revision=0, now=SLOT)
    await alice.does(sign_draft, **key, revision=1, now=SLOT)
    facts = await alice.does(session_page_facts, booking_id=booking_id, now=SLOT)
    view = summary_view(facts, SLOT + 10 * MINUTE)
    assert (view.signed, view.is_shared, view.can_take_back, view.take_back_until) == (
        f"Signé le 14 janv. à 14:00 par {facts.coach_name}",
        False,
        True,
        "14:10",
    )
    assert not summary_view(facts, SLOT + 11 * MINUTE).can_take_back
    assert next_change(facts, SLOT + MINUTE) == SLOT + 10 * MINUTE
    await alice.does(share_summary, **key, now=SLOT)
    await alice.does(save_summary_draft, **key, text="Un pas de plus", revision=1, now=SLOT)
    shown = summary_view(await alice.does(session_page_facts, booking_id=booking_id, now=SLOT), SLOT)
    assert shown.shared.startswith("Partagé le 14 janv. à 14:00. Marie n’a pas encore d’espace")
    assert shown.later_draft == "Un pas de plus"


async def test_the_page_turns_at_each_of_its_instants(alice: Practice) -> None:
    row = await given(alice)
    for now, due in (
        (SLOT - HOUR, SLOT - 30 * MINUTE),
        (SLOT - 30 * MINUTE, SLOT),
        (SLOT, row.ends_at),
    ):
        facts = await alice.does(session_page_facts, booking_id=row.id, now=now)
        assert next_change(facts, now) == due
    late = next_change(facts, row.ends_at)
    assert late is not None
    assert row.ends_at < late <= row.ends_at + timedelta(days=1)


async def test_bob_reads_nothing(alice: Practice, bob: Practice) -> None:
    booking_id, _ = await begun(alice)
    await alice.does(finish_session, booking_id=booking_id, now=SLOT + HOUR)
    with pytest.raises(NotFound):
        await bob.does(session_page_facts, booking_id=booking_id, now=SLOT)
