# pyright: reportPrivateUsage=false
"""What is clicked on the setter's pages: handlers take claims, and another practice's lead does not exist."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.fixtures.practice import Practice
from tests.focus.acting import call, page_of, said
from tests.setter.scenes import given_lead
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.leads import LeadStatus, LossReason
from trustcoach_app.setter.lead.client.state import LeadClientState
from trustcoach_app.setter.lead.notes.state import LeadNotesState
from trustcoach_app.setter.lead.queries import lead_of
from trustcoach_app.setter.lead.state import LeadState
from trustcoach_app.setter.lead.status.state import LeadDealState, LeadLossState, LeadStatusState
from trustcoach_app.setter.leads.state import LeadsState

WITH_A_LEAD: tuple[tuple[Any, Any, tuple[Any, ...]], ...] = (
    (LeadStatusState, LeadStatusState.choose, ("engaged",)),
    (LeadDealState, LeadDealState.open_deal, (True,)),
    (LeadLossState, LeadLossState.open, ()),
    (LeadStatusState, LeadStatusState.restore, ("new", "", None)),
    (LeadDealState, LeadDealState.restore_deal, (5,)),
    (LeadClientState, LeadClientState.open, ()),
    (LeadClientState, LeadClientState.unlink, ()),
    (LeadState, LeadState.restore_tags, (["x"],)),
)


async def status_of(practice: Practice, lead_id: UUID) -> LeadStatus:
    return (await practice.does(lead_of, lead_id=lead_id)).status


@pytest.mark.parametrize(("kind", "handler", "arguments"), WITH_A_LEAD)
async def test_ids_that_are_none_and_another_practice_s(
    alice: Practice, bob: Practice, kind: Any, handler: Any, arguments: tuple[Any, ...]
) -> None:
    theirs = await given_lead(bob, "in 0")
    for wrong in ("", "x", None, 3, str(uuid4()), str(theirs)):
        with pytest.raises(NotFound):
            await call(handler, await page_of(alice, kind), wrong, *arguments)
    assert await status_of(bob, theirs) is LeadStatus.ENGAGED


async def test_a_status_and_its_undo(alice: Practice) -> None:
    lead_id = await given_lead(alice, "in 0")
    page = await page_of(alice, LeadStatusState)
    await call(LeadStatusState.choose, page, str(lead_id), "qualified")
    assert await status_of(alice, lead_id) is LeadStatus.QUALIFIED
    events = await call(LeadStatusState.restore, page, str(lead_id), "engaged", "", None)
    assert said(events) == ["C’est rétabli."]
    assert await status_of(alice, lead_id) is LeadStatus.ENGAGED


@pytest.mark.parametrize("wrong", ["", "winner", None, ["won"]])
async def test_a_status_that_there_is_not(alice: Practice, wrong: Any) -> None:
    lead_id = await given_lead(alice, "in 0")
    with pytest.raises(InvalidInput):
        await call(LeadStatusState.choose, await page_of(alice, LeadStatusState), str(lead_id), wrong)


async def test_a_win_asks_for_its_value_in_euros(alice: Practice) -> None:
    lead_id = await given_lead(alice, "in 0")
    asked = await call(LeadStatusState.choose, await page_of(alice, LeadStatusState), str(lead_id), "won")
    assert asked.handler.fn.__name__ == "open_deal"
    page = await page_of(alice, LeadDealState)
    await call(LeadDealState.open_deal, page, str(lead_id), True)
    assert (page.is_open, await status_of(alice, lead_id)) == (True, LeadStatus.ENGAGED)
    await call(LeadDealState.save, page, {"deal": "beaucoup"})
    assert (list(page.errors), page.is_open) == (["deal"], True)
    await call(LeadDealState.save, page, {"deal": "1 497,50 €"})
    lead = await alice.does(lead_of, lead_id=lead_id)
    assert (lead.status, lead.deal_value_cents, page.is_open) == (LeadStatus.WON, 149_750, False)


async def test_a_loss_asks_for_its_reason(alice: Practice) -> None:
    lead_id = await given_lead(alice, "in 0")
    page = await page_of(alice, LeadLossState)
    await call(LeadLossState.open, page, str(lead_id))
    await call(LeadLossState.save, page, {"reason": ""})
    assert (page.errors, page.is_open) == ({"reason": "Choisissez une raison."}, True)
    await call(LeadLossState.save, page, {"reason": "time"})
    assert (await alice.does(lead_of, lead_id=lead_id)).loss_reason is LossReason.TIME


async def test_becoming_a_client_says_what_is_wrong(alice: Practice) -> None:
    lead_id = await given_lead(alice, "in 0", said={"first_name": "Jeanne", "email": "jeanne@exemple.fr"})
    page = await page_of(alice, LeadClientState)
    await call(LeadClientState.open, page, str(lead_id))
    assert (page.name, page.email) == ("Jeanne", "jeanne@exemple.fr")
    await call(LeadClientState.save, page, {"name": "", "email": None})
    assert (list(page.errors), page.is_open) == (["name"], True)
    await call(LeadClientState.save, page, {"name": "Jeanne", "email": page.email})
    assert not page.is_open
    assert (await alice.does(lead_of, lead_id=lead_id)).client_id


async def test_a_page_without_a_lead_changes_nothing(alice: Practice) -> None:
    page = await page_of(alice, LeadState)
    await call(LeadState.refresh, page)
    assert page.is_missing
    with pytest.raises(NotFound):
        await call(LeadState.add_tag, page, {"tag": "x"})
    notes = await page_of(alice, LeadNotesState)
    await call(LeadNotesState.load, notes)
    with pytest.raises(NotFound):
        await call(LeadNotesState.save, notes, "Texte", 1, 0)
    assert notes.saved_edit == 0


async def test_rows_of_an_earlier_address_are_not_shown_for_those_of_another(alice: Practice) -> None:
    """Between the two there is a moment; a page that is loaded anew at its own address has none."""
    page = await page_of(alice, LeadsState)
    page._asked = {"statut": "won"}
    moments = [page.is_stale async for _ in LeadsState.load.fn(page)]
    assert (moments, page.is_stale) == ([True], False)
    assert [page.is_stale async for _ in LeadsState.load.fn(page)] == []


async def test_a_search_keeps_what_it_has_no_field_for(alice: Practice) -> None:
    page = await page_of(alice, LeadsState)
    page._asked = {"statut": "won", "relance": "1", "creneau": "2-18", "q": "old", "apres": "1.x"}
    to = await call(LeadsState.find, page, {"q": " @Jeanne ", "du": "nothing", "fait": None})
    assert "leads?q=%40Jeanne&statut=won&creneau=2-18&relance=1" in str(to.args)
