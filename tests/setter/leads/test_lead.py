"""One lead: what the coach changes by hand goes through the fold, and comes back the same way."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.fixtures.practice import NOW, Practice
from tests.setter.scenes import given_lead
from trustcoach_app.clients.queries import by_id
from trustcoach_app.clients.service import add_client
from trustcoach_app.errors import Conflict, InvalidInput, MovedOn, NotFound
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.models.leads import Lead, LeadStatus, LossReason
from trustcoach_app.setter.follow_up import Priority, priority
from trustcoach_app.setter.lead import service
from trustcoach_app.setter.lead.present.conversation import chat_days, steps
from trustcoach_app.setter.lead.present.lead import lead_view
from trustcoach_app.setter.lead.queries import lead_facts, lead_of
from trustcoach_app.setter.lead.service import LeadStanding, Reminder

TALK = "out 0, in 5, out 6, qualified 7, in 30, out 31, out 60"


async def read(practice: Practice, lead_id: UUID) -> Lead:
    return await practice.does(lead_of, lead_id=lead_id)


async def stands(practice: Practice, lead_id: UUID) -> LeadStanding:
    lead = await read(practice, lead_id)
    return LeadStanding(lead.status, lead.loss_reason, lead.deal_value_cents)


async def told(
    practice: Practice, lead_id: UUID, status: LeadStatus, reason: LossReason | None = None, now: datetime = NOW
) -> LeadStanding:
    return await practice.does(service.set_lead_status, lead_id=lead_id, status=status, reason=reason, now=now)


async def test_a_status_by_hand_is_an_event(alice: Practice) -> None:
    lead_id = await given_lead(alice, TALK)
    before = await told(alice, lead_id, LeadStatus.CALL_BOOKED)
    lead = await read(alice, lead_id)
    assert (before.status, lead.status, lead.call_booked_at) == (LeadStatus.QUALIFIED, LeadStatus.CALL_BOOKED, NOW)
    facts = await alice.does(lead_facts, lead_id=lead_id, messages=10)
    assert [(change.type.value, change.data) for change in facts.changes] == [("status.set", {"status": "call_booked"})]
    await told(alice, lead_id, LeadStatus.CALL_BOOKED)
    assert len((await alice.does(lead_facts, lead_id=lead_id, messages=10)).changes) == 1


async def test_a_loss_has_a_reason_and_comes_back(alice: Practice) -> None:
    lead_id = await given_lead(alice, TALK)
    before = await told(alice, lead_id, LeadStatus.LOST, LossReason.TIME)
    assert await stands(alice, lead_id) == LeadStanding(LeadStatus.LOST, LossReason.TIME, None)
    await told(alice, lead_id, LeadStatus.LOST, LossReason.PRICE, NOW + timedelta(minutes=1))
    assert (await stands(alice, lead_id)).reason is LossReason.PRICE
    await alice.does(service.restore_lead_status, lead_id=lead_id, wanted=before, now=NOW.replace(hour=10))
    assert await stands(alice, lead_id) == before


async def test_a_win_with_its_value_and_back(alice: Practice) -> None:
    lead_id = await given_lead(alice, TALK)
    win = LeadStanding(LeadStatus.WON, None, 149_750)
    before = await alice.does(service.restore_lead_status, lead_id=lead_id, wanted=win, now=NOW)
    assert await stands(alice, lead_id) == win
    assert (await read(alice, lead_id)).won_at == NOW
    await alice.does(service.restore_lead_status, lead_id=lead_id, wanted=before, now=NOW.replace(hour=10))
    assert await stands(alice, lead_id) == before
    assert (await read(alice, lead_id)).won_at is None


async def test_a_win_that_becomes_a_loss_and_back_keeps_its_value(alice: Practice) -> None:
    lead_id = await given_lead(alice, f"{TALK}, won 90")
    before = await told(alice, lead_id, LeadStatus.LOST, LossReason.TRIED)
    await alice.does(service.restore_lead_status, lead_id=lead_id, wanted=before, now=NOW.replace(hour=10))
    assert await stands(alice, lead_id) == LeadStanding(LeadStatus.WON, None, 150_000)


@pytest.mark.parametrize("cents", [-1, 10_000_001, 1.5, "12", True])
async def test_a_value_that_is_none(alice: Practice, cents: Any) -> None:
    lead_id = await given_lead(alice, TALK)
    with pytest.raises(InvalidInput):
        await alice.does(service.set_deal_value, lead_id=lead_id, cents=cents, now=NOW)
    assert await alice.does(service.set_deal_value, lead_id=lead_id, cents=0, now=NOW) is None
    assert await alice.does(service.set_deal_value, lead_id=lead_id, cents=None, now=NOW.replace(hour=10)) == 0


async def test_tags(alice: Practice) -> None:
    lead_id = await given_lead(alice)
    await alice.does(service.set_lead_tags, lead_id=lead_id, tags=["  très   chaud ", "vip", "vip", "", "\x00"])
    assert (await read(alice, lead_id)).tags == ["très chaud", "vip"]
    for wrong in (["x" * 31], [f"tag {number}" for number in range(21)]):
        with pytest.raises(InvalidInput):
            await alice.does(service.set_lead_tags, lead_id=lead_id, tags=wrong)
    assert (await read(alice, lead_id)).tags == ["très chaud", "vip"]


async def test_notes_never_overwrite_another_window_s(alice: Practice) -> None:
    lead_id = await given_lead(alice)

    async def save(text: str, revision: int) -> int:
        return await alice.does(service.save_lead_notes, lead_id=lead_id, text=text, revision=revision)

    assert [await save("Un", 0), await save("Deux ", 1), await save("Deux ", 0)] == [1, 2, 2]
    with pytest.raises(MovedOn) as moved:
        await save("Trois", 1)
    assert (moved.value.text, moved.value.revision) == ("Deux ", 2)
    with pytest.raises(InvalidInput):
        await save("x" * 20_001, 2)
    assert (await read(alice, lead_id)).notes == "Deux "


async def how(practice: Practice, lead_id: UUID, now: datetime = NOW) -> Priority | None:
    """How soon the lead is to be followed up."""
    return priority(await read(practice, lead_id), now)


async def test_who_was_followed_up_is_off_the_list_until_the_silence_is_long_again(alice: Practice) -> None:
    """And back at once when that is undone."""
    lead_id, two_days = await given_lead(alice, TALK), timedelta(days=2)
    assert await how(alice, lead_id) is Priority.HIGH
    before = await alice.does(service.follow_up_lead, lead_id=lead_id, now=NOW)
    assert before == Reminder(None, None)
    assert [await how(alice, lead_id, NOW + wait) for wait in (timedelta(0), two_days)] == [None, None]
    assert await how(alice, lead_id, NOW + two_days + timedelta(seconds=1)) is Priority.HIGH
    facts = await alice.does(lead_facts, lead_id=lead_id, messages=5)
    assert lead_view(facts, [], NOW).history[0].what == "Relancé"
    await alice.does(service.restore_lead_reminder, lead_id=lead_id, before=before, now=NOW + timedelta(seconds=5))
    assert await how(alice, lead_id) is Priority.HIGH
    assert (await read(alice, lead_id)).followed_up_at is None


async def test_who_is_put_off_comes_back_then(alice: Practice) -> None:
    lead_id, monday = await given_lead(alice, TALK), NOW + timedelta(days=7)
    assert await alice.does(service.snooze_lead, lead_id=lead_id, until=monday, now=NOW) == Reminder(None, None)
    assert [await how(alice, lead_id, at) for at in (NOW, monday)] == [None, Priority.HIGH]
    facts = await alice.does(lead_facts, lead_id=lead_id, messages=5)
    assert lead_view(facts, [], NOW).history[0].what == "Reporté au 19 janv. 2026 à 10:00"
    before = await alice.does(service.snooze_lead, lead_id=lead_id, until=None, now=NOW + timedelta(seconds=1))
    assert before == Reminder(None, monday)
    assert await how(alice, lead_id) is Priority.HIGH
    await alice.does(service.restore_lead_reminder, lead_id=lead_id, before=before, now=NOW + timedelta(seconds=2))
    assert await how(alice, lead_id) is None
    await alice.does(service.follow_up_lead, lead_id=lead_id, now=NOW + timedelta(seconds=3))
    assert (await read(alice, lead_id)).snoozed_until is None


@pytest.mark.parametrize("until", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=366)])
async def test_nobody_is_put_off_to_yesterday_or_for_ever(alice: Practice, until: datetime) -> None:
    lead_id = await given_lead(alice, TALK)
    with pytest.raises(InvalidInput) as refused:
        await alice.does(service.snooze_lead, lead_id=lead_id, until=until, now=NOW)
    assert set(refused.value.fields) == {"until"}
    assert (await read(alice, lead_id)).snoozed_until is None


async def test_a_lost_lead_who_writes_again_is_listed_until_somebody_answers(alice: Practice) -> None:
    lead_id = await given_lead(alice, f"{TALK}, lost 70, in 80, out 81")
    assert await how(alice, lead_id) is Priority.HIGH
    await alice.does(service.follow_up_lead, lead_id=lead_id, now=NOW)
    assert await how(alice, lead_id, NOW + timedelta(days=30)) is None
    assert (await read(alice, lead_id)).status is LeadStatus.LOST


async def become(practice: Practice, lead_id: UUID, name: str = "Jeanne Arc", email: str = "") -> Any:
    return await practice.does(
        service.convert_lead, lead_id=lead_id, name=name, email=email, timezone="Europe/Paris", now=NOW
    )


async def test_a_lead_becomes_a_client_once(alice: Practice) -> None:
    lead_id = await given_lead(alice)
    client = await become(alice, lead_id, email="Jeanne@Exemple.fr")
    assert (client.name, client.email, client.stage) == ("Jeanne Arc", "jeanne@exemple.fr", ClientStage.CLIENT)
    assert (await read(alice, lead_id)).client_id == client.id
    with pytest.raises(Conflict):
        await become(alice, lead_id)


async def test_who_has_the_address_already_is_that_client(alice: Practice) -> None:
    lead_id = await given_lead(alice)
    known = await alice.does(add_client, name="J. Arc", email="jeanne@exemple.fr", stage=ClientStage.PROSPECT, now=NOW)
    assert (await become(alice, lead_id, email="jeanne@exemple.fr")).id == known.id
    assert (await alice.does(by_id, client_id=known.id)).stage is ClientStage.CLIENT
    assert (await alice.does(lead_facts, lead_id=lead_id, messages=1)).client_name == "J. Arc"


async def test_what_cannot_be_a_client_links_nobody(alice: Practice) -> None:
    lead_id = await given_lead(alice)
    with pytest.raises(InvalidInput) as refused:
        await become(alice, lead_id, name="", email="nowhere")
    assert sorted(refused.value.fields) == ["email", "name"]
    assert (await read(alice, lead_id)).client_id is None


async def test_parting_and_back(alice: Practice, bob: Practice) -> None:
    lead_id = await given_lead(alice)
    client = await become(alice, lead_id)
    assert await alice.does(service.link_lead_client, lead_id=lead_id, client_id=None) == client.id
    assert (await read(alice, lead_id)).client_id is None
    for foreign in (bob.client_id, uuid4()):
        with pytest.raises(NotFound):
            await alice.does(service.link_lead_client, lead_id=lead_id, client_id=foreign)
    await alice.does(service.link_lead_client, lead_id=lead_id, client_id=client.id)
    assert (await read(alice, lead_id)).client_id == client.id


async def test_another_practice_s_lead_does_not_exist(alice: Practice, bob: Practice) -> None:
    theirs = await given_lead(bob, TALK)
    for service_call, arguments in (
        (lead_facts, {"messages": 10}),
        (service.set_lead_status, {"status": LeadStatus.WON, "reason": None, "now": NOW}),
        (service.set_deal_value, {"cents": 1, "now": NOW}),
        (service.set_lead_tags, {"tags": ["x"]}),
        (service.save_lead_notes, {"text": "x", "revision": 0}),
        (service.follow_up_lead, {"now": NOW}),
        (service.snooze_lead, {"until": NOW + timedelta(days=1), "now": NOW}),
        (service.restore_lead_reminder, {"before": Reminder(None, None), "now": NOW}),
        (service.link_lead_client, {"client_id": alice.client_id}),
    ):
        with pytest.raises(NotFound):
            await alice.does(service_call, lead_id=theirs, **arguments)
    with pytest.raises(NotFound):
        await become(alice, theirs)
    assert (await stands(bob, theirs)).status is LeadStatus.QUALIFIED


async def test_the_conversation_numbers_what_the_sequence_numbers(alice: Practice) -> None:
    """Beside what was sent again before an answer stands « Message 3, pas encore envoyé »."""
    lead_id = await given_lead(alice, "out 0, in 5, out 6, out 60")
    facts = await alice.does(lead_facts, lead_id=lead_id, messages=9)
    [day] = chat_days(facts.messages, "Inès", facts.zone, NOW)
    assert [message.number for message in day.messages] == ["Message 1", "", "Message 2", ""]
    assert [step.is_sent for step in steps(facts.sequence, facts.zone)] == [True, True, False, False]


async def test_the_conversation_is_paged_from_its_end(alice: Practice) -> None:
    talk = "out 0, out 1, in 2, out 3, in 4, out 5, in 6, out 7, in 8, out 9, out 10"
    lead_id = await given_lead(alice, talk)
    facts = await alice.does(lead_facts, lead_id=lead_id, messages=5)
    assert [message.message_number for message in facts.messages] == [None, 5, None, 6, 7]
    assert (facts.has_earlier, [one.turn_number for one in facts.sequence]) == (True, [1, 2, 3, 4])
    assert not (await alice.does(lead_facts, lead_id=lead_id, messages=11)).has_earlier
    # The opening was split in two: it was answered two minutes after it began.
    replies = [step.reply.replace("\u00a0", " ") for step in steps(facts.sequence, facts.zone)]
    assert replies == ["Réponse en 2 minutes", *["Réponse en 1 minute"] * 3]
