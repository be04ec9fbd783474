"""The files that coaches import: what they send is what the live route takes, and it makes the lead."""

import json
import re
import subprocess
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from tests.fixtures.people import People
from tests.setter.hook.sender import Sender
from trustcoach_app import clock
from trustcoach_app.config import ROOT
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.connection.present import EXAMPLE_ADDRESS
from trustcoach_app.setter.intake.batch import apply_waiting, due_events

DOCS = ROOT / "docs/setter"
SECRET = "VOTRE-SECRET"
FILLED = {
    "user_id": "1234567890",
    "ig_username": "lea.moreau",
    "first_name": "Léa",
    "last_name": "Moreau",
    "email": "",
    "gender": "female",
    "last_input_text": "Bonjour !",
}
RUN = """
const items = JSON.parse(process.argv[1]);
const code = process.argv[2];
const ran = new Function('$input', '$execution', code)({ all: () => items }, { id: '77' });
process.stdout.write(JSON.stringify(ran));
"""


def read(name: str) -> dict[str, Any]:
    """One of the files."""
    return json.loads((DOCS / name).read_text())


async def apply(sender: Sender) -> None:
    """What the job does with all that waits for the practice."""
    named: dict[str, Any] = {"coach_id": sender.coach_id, "now": clock.now()}
    async with unit_of_work(in_practice(sender.coach_id)) as db:
        await apply_waiting(db, keys=await due_events(db, **named), **named)


async def test_manychats_request(sender: Sender, people: People) -> None:
    """Its placeholders filled as ManyChat fills them: as text, empty where it knows nothing."""
    template = read("manychat-request.json")
    fields = {**FILLED, "ig_last_interaction": clock.now().isoformat()}
    assert set(re.findall(r"\{\{(\w+)\}\}", json.dumps(template["body"]))) == set(fields)
    body = filled(template["body"], fields)
    headers = {name: value.replace(SECRET, sender.secret) for name, value in template["headers"].items()}
    assert (template["method"], template["url"]) == ("POST", EXAMPLE_ADDRESS)
    for expected in ((1, 0), (0, 1)):
        answer = await sender.post(body.encode(), headers=headers)
        assert answer.status_code == 202
        assert (answer.json()["accepted"], answer.json()["duplicates"]) == expected
    await apply(sender)
    query = "SELECT first_name || ' ' || instagram_username || ' ' || status || ' ' || messages_in FROM leads"
    assert people.values(f"{query} WHERE coach_id = %s", sender.coach_id) == ["Léa lea.moreau engaged 1"]


async def test_what_we_send_by_manychat_has_its_own_id_and_its_own_instant(sender: Sender, people: People) -> None:
    """Two answers in a row to one message of the lead's, by two requests of the flow; each is sent twice."""
    template, heard = read("manychat-request.json"), clock.now() - timedelta(hours=1)
    answered = [heard + timedelta(seconds=seconds) for seconds in (20, 40)]
    fields = {**FILLED, "ig_last_interaction": heard.isoformat()}
    bodies = [filled(template["body"], fields)]
    for name, at in zip(("accueil-1", "accueil-2"), answered, strict=True):
        ours = {**fields, "trustcoach_instant": at.isoformat()}
        bodies.append(filled(template["body_of_ours"], ours).replace("NOM-DU-MESSAGE", name))
    assert "ig_last_interaction" not in json.dumps(template["body_of_ours"])
    for body in [*bodies, *bodies]:
        assert (await sender.post(body.encode())).json()["dead_letters"] == []
    await apply(sender)
    query = "SELECT sent_at FROM lead_messages WHERE coach_id = %s AND direction = 'out' ORDER BY 1"
    assert people.values(query, sender.coach_id) == answered


async def test_a_field_that_nobody_filled_in_is_nobody_s(sender: Sender, people: People) -> None:
    """A template as it stands makes no lead of all strangers, but letters that can be mended."""
    template = read("manychat-request.json")
    bodies = [template[name] for name in ("body", "body_of_ours")]
    answer = (await sender.post(json.dumps(bodies).encode())).json()
    assert (answer["accepted"], [letter["index"] for letter in answer["dead_letters"]]) == (0, [0, 1])
    assert people.values("SELECT 1 FROM leads WHERE coach_id = %s", sender.coach_id) == []


def filled(body: dict[str, Any], fields: dict[str, str]) -> str:
    """A body as ManyChat sends it."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: fields[found[1]], json.dumps(body))


def node(workflow: dict[str, Any], kind: str) -> dict[str, Any]:
    """The one node of a type."""
    [found] = [node for node in workflow["nodes"] if node["type"] == f"n8n-nodes-base.{kind}"]
    return found


def prepared(workflow: dict[str, Any], items: list[Any]) -> bytes:
    """What its code node makes of these items, as the request's expression writes it; run by node itself."""
    code = node(workflow, "code")["parameters"]["jsCode"]
    ran = subprocess.run(["node", "-e", RUN, json.dumps(items), code], check=True, capture_output=True, text=True)
    [item] = json.loads(ran.stdout)
    assert node(workflow, "httpRequest")["parameters"]["jsonBody"] == "={{ JSON.stringify($json.events) }}"
    return json.dumps(item["json"]["events"]).encode()


async def test_n8ns_workflow(sender: Sender, people: People) -> None:
    """From what its webhook node hands on, and started by hand with nothing."""
    workflow = read("n8n-workflow.json")
    event = {"event_id": "n8n-1", "type": "lead.qualified", "lead": {"user_id_instagram": 42, "first_name": "Léa"}}
    bodies = [prepared(workflow, [{"json": {"headers": {}, "body": event}}]), prepared(workflow, [{"json": {}}])]
    for body in bodies:
        answer = await sender.post(body)
        assert (answer.status_code, answer.json()["accepted"], answer.json()["dead_letters"]) == (202, 1, [])
    await apply(sender)
    query = "SELECT instagram_id || ' ' || status FROM leads WHERE coach_id = %s ORDER BY 1"
    assert people.values(query, sender.coach_id) == ["42 qualified", "essai-n8n new"]


async def test_n8ns_workflow_hands_on_lists_and_what_names_nobody(sender: Sender) -> None:
    """A list is as many events; one without its lead is refused, and not taken for the trial's."""
    lead = {"user_id_instagram": "42"}
    said = [{"event_id": "a", "lead": lead}, {"event_id": "b", "lead": lead}, {"event_id": "c", "type": "lead.won"}]
    answer = await sender.post(prepared(read("n8n-workflow.json"), [{"json": {"headers": {}, "body": said}}]))
    letters = [letter["index"] for letter in answer.json()["dead_letters"]]
    assert (answer.status_code, answer.json()["accepted"], letters) == (202, 2, [2])


async def test_n8ns_workflow_keeps_the_order_of_a_list(sender: Sender, people: People) -> None:
    """What has no instant of its own gets one a millisecond after the one before: four messages of a conversation."""
    lead = {"user_id_instagram": "42"}
    kinds = ("message.sent", "message.received", "message.sent", "message.received", "lead.won")
    said = [
        {"event_id": f"e{number}", "type": kind, "lead": lead, "data": {"text": "x"}}
        for number, kind in enumerate(kinds)
    ]
    own = {"event_id": "own", "type": "lead.qualified", "lead": lead, "occurred_at": "2026-01-12T09:30:00+01:00"}
    body = prepared(read("n8n-workflow.json"), [{"json": {"headers": {}, "body": [*said, own]}}])
    *stamps, kept = [datetime.fromisoformat(event["occurred_at"]) for event in json.loads(body)]
    assert {later - earlier for earlier, later in pairwise(stamps)} == {timedelta(milliseconds=1)}
    assert kept == datetime.fromisoformat(own["occurred_at"])
    assert (await sender.post(body)).json()["accepted"] == 6
    await apply(sender)
    query = "SELECT count(*) FROM lead_messages WHERE coach_id = %s AND turn_replied_at IS NOT NULL"
    assert people.value(query, sender.coach_id) == 2


def test_n8ns_workflow_hangs_together() -> None:
    """Every connection names nodes that are there, and the request bears a secret that the file does not hold."""
    workflow = read("n8n-workflow.json")
    names = {node["name"] for node in workflow["nodes"]}
    assert set(workflow["connections"]) == names - {node(workflow, "httpRequest")["name"]}
    reached = {end["node"] for each in workflow["connections"].values() for ends in each["main"] for end in ends}
    assert reached <= names
    asked = node(workflow, "httpRequest")
    assert asked["parameters"]["url"] == EXAMPLE_ADDRESS
    assert (asked["parameters"]["authentication"], asked["parameters"]["genericAuthType"]) == (
        "genericCredentialType",
        "httpBearerAuth",
    )
    assert "credentials" not in asked
    assert asked["retryOnFail"] is True
