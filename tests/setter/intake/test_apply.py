"""Batches into rows: each event once, a few statements, and what is known of a lead."""

from tests.fixtures.practice import Practice
from tests.setter.intake.story import at, event, lead, take, told
from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.setter.intake.events import EventType


async def test_a_conversation(alice: Practice) -> None:
    await take(
        alice,
        event(EventType.SENT, 0, said={"first_name": "Marie", "instagram_username": "marie.dupont", "age": 34}),
        event(EventType.RECEIVED, 5),
        event(EventType.SENT, 9, sender="human"),
        event(EventType.QUALIFIED, 10, said={"job_title": "Infirmière  Libérale", "email": "marie@exemple.fr"}),
    )
    row = await lead(alice)
    assert (row["status"], row["engaged_at"], row["qualified_at"]) == (LeadStatus.QUALIFIED, at(5), at(10))
    assert (row["messages_in"], row["messages_out"], row["messages_human"]) == (1, 2, 1)
    assert (row["created_at"], row["active_at"]) == (at(0), at(10))
    assert (row["first_message_at"], row["last_message_at"], row["last_message_direction"]) == (at(0), at(9), "out")
    assert (row["age"], row["job_key"]) == (34, "infirmière libérale")
    assert row["search_key"] == "marie marie dupont marie exemple fr"
    places = [(m["sent_at"], m["message_number"], m["replied_at"]) for m in (await told(alice)).messages]
    assert sorted(places) == [(at(0), 1, at(5)), (at(5), None, None), (at(9), 2, None)]
