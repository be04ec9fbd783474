"""A summary from its first word to its sharing, and back."""

from uuid import UUID

import pytest

from tests.bookings.diary import MINUTE, SLOT
from tests.fixtures.practice import Practice
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import Conflict, InvalidInput, MovedOn, NotFound
from trustcoach_app.sessions.queries import SignedSummary, signed_summary, summary_draft
from trustcoach_app.sessions.service import (
    save_summary_draft,
    share_summary,
    sign_draft,
    sign_summary,
    take_signature_back,
    unshare_summary,
)


async def typed(practice: Practice, session_id: UUID, text: str = "Un bon pas.\n", revision: int = 0) -> int:
    """A draft, saved as it was typed."""
    return await practice.does(save_summary_draft, session_id=session_id, text=text, revision=revision, now=SLOT)


async def test_a_draft_is_no_summary(alice: Practice, session_id: UUID) -> None:
    assert await typed(alice, session_id) == 1
    assert (await alice.does(summary_draft, session_id=session_id)).text == "Un bon pas.\n"
    assert await alice.does(signed_summary, session_id=session_id) is None
    with pytest.raises(Conflict, match="Signez le résumé"):
        await alice.does(share_summary, session_id=session_id, now=SLOT)


async def test_a_second_window_never_overwrites_the_draft(alice: Practice, session_id: UUID) -> None:
    await typed(alice, session_id, "fenêtre A")
    with pytest.raises(MovedOn) as told:
        await typed(alice, session_id, "fenêtre B")
    assert (told.value.text, told.value.revision) == ("fenêtre A", 1)


async def test_what_is_signed_is_what_the_window_showed(alice: Practice, session_id: UUID) -> None:
    revision = await typed(alice, session_id)
    await typed(alice, session_id, "Autre chose", revision)
    with pytest.raises(MovedOn):
        await alice.does(sign_draft, session_id=session_id, revision=revision, now=SLOT)
    assert await alice.does(signed_summary, session_id=session_id) is None
    await alice.does(sign_draft, session_id=session_id, revision=revision + 1, now=SLOT)
    assert await alice.does(signed_summary, session_id=session_id) == SignedSummary("Autre chose", SLOT, None)
    with pytest.raises(Conflict, match="déjà signé"):
        await alice.does(sign_draft, session_id=session_id, revision=revision + 1, now=SLOT)


async def test_nothing_written_is_nothing_to_sign(alice: Practice, session_id: UUID) -> None:
    with pytest.raises(InvalidInput) as refused:
        await alice.does(sign_draft, session_id=session_id, revision=0, now=SLOT)
    assert set(refused.value.fields) == {"text"}


async def test_a_signature_is_taken_back_for_ten_minutes_and_the_sharing_with_it(
    alice: Practice, session_id: UUID
) -> None:
    revision = await typed(alice, session_id)
    await alice.does(sign_draft, session_id=session_id, revision=revision, now=SLOT)
    await alice.does(share_summary, session_id=session_id, now=SLOT)
    await alice.does(take_signature_back, session_id=session_id, now=SLOT + 10 * MINUTE)
    assert await alice.does(signed_summary, session_id=session_id) is None
    with pytest.raises(Conflict, match="n’est plus signé"):
        await alice.does(take_signature_back, session_id=session_id, now=SLOT)
    await alice.does(sign_draft, session_id=session_id, revision=revision, now=SLOT)
    assert await alice.does(signed_summary, session_id=session_id) == SignedSummary("Un bon pas.", SLOT, None)
    with pytest.raises(Conflict, match="plus de dix minutes"):
        await alice.does(take_signature_back, session_id=session_id, now=SLOT + 11 * MINUTE)


async def test_without_a_draft_what_was_signed_becomes_one(alice: Practice, session_id: UUID) -> None:
    await alice.does(sign_summary, session_id=session_id, text="Dicté", now=SLOT)
    await alice.does(take_signature_back, session_id=session_id, now=SLOT)
    assert (await alice.does(summary_draft, session_id=session_id)).text == "Dicté"


async def test_what_another_window_types_after_the_signature_stays_its_draft(alice: Practice, session_id: UUID) -> None:
    revision = await typed(alice, session_id)
    await alice.does(sign_draft, session_id=session_id, revision=revision, now=SLOT)
    await typed(alice, session_id, "Un bon pas. Encore", revision)
    signed = await alice.does(signed_summary, session_id=session_id)
    draft = await alice.does(summary_draft, session_id=session_id)
    assert (signed and signed.text, draft.text) == ("Un bon pas.", "Un bon pas. Encore")


async def test_shared_on_purpose_and_taken_back(alice: Practice, session_id: UUID) -> None:
    await alice.does(sign_summary, session_id=session_id, text="Signé", now=SLOT)
    for later in (MINUTE, 2 * MINUTE):
        await alice.does(share_summary, session_id=session_id, now=SLOT + later)
    assert await alice.does(signed_summary, session_id=session_id) == SignedSummary("Signé", SLOT, SLOT + MINUTE)
    await alice.does(unshare_summary, session_id=session_id)
    assert await alice.does(signed_summary, session_id=session_id) == SignedSummary("Signé", SLOT, None)


async def test_bob_reaches_none_of_it(alice: Practice, bob: Practice, session_id: UUID) -> None:
    await alice.does(sign_summary, session_id=session_id, text="Signé", now=SLOT)
    key = {"session_id": session_id}
    for call, wanted in (
        (save_summary_draft, {"text": "x", "revision": 0, "now": SLOT}),
        (sign_draft, {"revision": 0, "now": SLOT}),
        (take_signature_back, {"now": SLOT}),
        (share_summary, {"now": SLOT}),
        (unshare_summary, {}),
    ):
        with pytest.raises(NotFound):
            await bob.does(call, **key, **wanted)
    with pytest.raises(NotFound):
        await alice.does(save_summary_draft, session_id=new_id(), text="x", revision=0, now=SLOT)
    assert await alice.does(signed_summary, session_id=session_id) == SignedSummary("Signé", SLOT, None)
