"""The contract: what each type may say, how spellings are read, and the French sentence for what is wrong."""

import json
import random
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from trustcoach_app.models.lead_history import BY_HAND, EventType
from trustcoach_app.setter.intake.events import MODELS, Misunderstood, SetterEvent, understand

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
LEAD = {"user_id_instagram": "17841400000000001"}
DATA: dict[str, dict[str, Any]] = {
    "message.sent": {"text": "Bonjour"},
    "message.received": {"text": "Oui ?"},
    "call.booked": {"scheduled_at": "2026-01-14T18:30:00+01:00"},
    "email.captured": {"email": "marie@exemple.fr"},
}
TYPES = sorted(set(EventType) - BY_HAND)


def said(kind: str = "lead.upserted", **changed: Any) -> dict[str, Any]:
    """A whole event, with some of its parts changed."""
    whole = {"event_id": "n8n-1", "type": kind, "occurred_at": "2026-01-12T08:00:00Z", "lead": LEAD}
    return {**whole, "data": DATA.get(kind, {}), **changed}


def read(kind: str = "lead.upserted", **changed: Any) -> SetterEvent:
    """As JSON brings it."""
    return understand(json.loads(json.dumps(said(kind, **changed))), now=NOW)


def of_lead(**fields: Any) -> Any:
    """What is understood of these fields of a lead."""
    return read(lead={**LEAD, **fields}).lead.said


@pytest.mark.parametrize("kind", TYPES)
def test_each_type(kind: str) -> None:
    event = read(kind, extra=1, lead={**LEAD, "extra": {"a": 1}}, data={**DATA.get(kind, {}), "extra": [1]})
    assert (event.event_id, event.type, event.lead.instagram_id) == ("n8n-1", kind, "17841400000000001")
    assert event.occurred_at == datetime(2026, 1, 12, 8, tzinfo=UTC)
    assert set(event.data) - {"sender", "reason"} == set(DATA.get(kind, {}))
    assert MODELS[EventType(kind)].model_json_schema()["properties"]["type"]["const"] == kind


@pytest.mark.parametrize(
    ("kind", "data", "understood"),
    [
        (
            "message.sent",
            {"text": " Bonjour\r\nMarie ", "sender": "humain"},
            {"text": "Bonjour\nMarie", "sender": "human"},
        ),
        ("message.sent", {"text": None}, {"text": "", "sender": "ai"}),
        ("message.received", {"text": ""}, {"text": ""}),
        ("lead.lost", {}, {"reason": "other"}),
        ("lead.lost", None, {"reason": "other"}),
        ("lead.lost", {"reason": "Prix trop élevé"}, {"reason": "price"}),
        ("lead.lost", {"reason": "déjà essayé"}, {"reason": "tried"}),
        ("lead.won", "", {}),
        ("lead.won", {"deal_value": 1497}, {"deal_value_cents": 149700}),
        ("lead.won", {"deal_value": 80.5}, {"deal_value_cents": 8050}),
        ("lead.won", {"deal_value": "1 497,50 €"}, {"deal_value_cents": 149750}),
        ("lead.won", {"deal_value": "9", "deal_value_cents": "150"}, {"deal_value_cents": 150}),
        ("call.booked", {"scheduled_at": "2026-01-14T18:30:00+01:00"}, {"scheduled_at": "2026-01-14T17:30:00Z"}),
        ("email.captured", {"email": " Marie@Exemple.FR"}, {"email": "marie@exemple.fr"}),
    ],
)
def test_data(kind: str, data: Any, understood: dict[str, Any]) -> None:
    assert read(kind, data=data).data == understood


def test_a_captured_address_is_the_leads() -> None:
    event = read("email.captured", lead={**LEAD, "email": "autre@exemple.fr"})
    assert event.lead.said == {"email": "marie@exemple.fr"}


def test_ids_may_be_numbers() -> None:
    event = read(event_id=42, lead={"user_id_instagram": 17841400000000001, "contact_id": 7.0})
    assert (event.event_id, event.lead.instagram_id) == ("42", "17841400000000001")
    assert event.lead.said == {"contact_id": "7"}


def test_blank_and_null_are_not_said() -> None:
    blank = {"first_name": " ", "email": "", "age": "", "gender": None, "instagram_username": "@", "source": "\t"}
    assert of_lead(**blank) == {}


@pytest.mark.parametrize(
    ("gender", "words"), [("male", "male Homme m"), ("female", "FEMME Féminin f"), ("other", "autre")]
)
def test_genders(gender: str, words: str) -> None:
    assert [of_lead(gender=word) for word in words.split()] == [{"gender": gender}] * len(words.split())


def test_words_are_made_good_to_keep() -> None:
    fields = {"instagram_username": "@marie_d", "first_name": " Marie\n Anne ", "age": "34", "email": "M@Exemple.fr"}
    expected = {"instagram_username": "marie_d", "first_name": "Marie Anne", "age": 34, "email": "m@exemple.fr"}
    assert of_lead(**fields) == expected


@pytest.mark.parametrize(
    "written", ["2026-01-12T09:05:00Z", "2026-01-12 10:05:00.000000+01:00", "2026-01-12t09:05:00z"]
)
def test_instants(written: str) -> None:
    assert read(occurred_at=written).occurred_at == datetime(2026, 1, 12, 9, 5, tzinfo=UTC)


def test_ten_minutes_ahead_and_no_more() -> None:
    zone = timezone(timedelta(hours=2))
    assert read(occurred_at=(NOW + timedelta(minutes=10)).astimezone(zone).isoformat())
    with pytest.raises(Misunderstood, match="futur"):
        read(occurred_at=(NOW + timedelta(minutes=10, seconds=1)).isoformat())


WRONG: list[tuple[str, str, dict[str, Any]]] = [
    ("type", "lead.upserted", {"type": "lead.sold"}),
    ("type", "lead.upserted", {"type": "status.set"}),
    ("type", "lead.upserted", {"type": "lead.followed_up"}),
    ("type", "lead.upserted", {"type": "lead.snoozed"}),
    ("type", "lead.upserted", {"type": ["lead.won"]}),
    ("event_id", "lead.won", {"event_id": " "}),
    ("event_id", "lead.won", {"event_id": "x" * 201}),
    ("event_id", "lead.won", {"event_id": True}),
    ("occurred_at", "lead.won", {"occurred_at": "2026-01-12"}),
    ("occurred_at", "lead.won", {"occurred_at": "2026-01-12T09:00:00"}),
    ("occurred_at", "lead.won", {"occurred_at": "2026-02-30T09:00:00Z"}),
    ("occurred_at", "lead.won", {"occurred_at": "0001-01-01T00:00:00+14:00"}),
    ("occurred_at", "lead.won", {"occurred_at": "2009-12-31T23:59:59Z"}),
    ("occurred_at", "lead.won", {"occurred_at": 1768208400}),
    ("lead", "lead.won", {"lead": None}),
    ("lead", "lead.won", {"lead": "marie"}),
    ("lead.user_id_instagram", "lead.won", {"lead": {}}),
    ("lead.user_id_instagram", "lead.won", {"lead": {"user_id_instagram": "9" * 65}}),
    ("lead.user_id_instagram", "lead.won", {"lead": {"user_id_instagram": 10**200}}),
    ("lead.age", "lead.won", {"lead": {**LEAD, "age": 12}}),
    ("lead.age", "lead.won", {"lead": {**LEAD, "age": 34.5}}),
    ("lead.age", "lead.won", {"lead": {**LEAD, "age": "jeune"}}),
    ("lead.gender", "lead.won", {"lead": {**LEAD, "gender": "x"}}),
    ("lead.email", "lead.won", {"lead": {**LEAD, "email": "marie"}}),
    ("lead.first_name", "lead.won", {"lead": {**LEAD, "first_name": 5}}),
    ("lead.first_name", "lead.won", {"lead": {**LEAD, "first_name": "a\0"}}),
    ("lead.job_title", "lead.won", {"lead": {**LEAD, "job_title": "a" * 81}}),
    ("lead.source", "lead.won", {"lead": {**LEAD, "source": "a" * 41}}),
    ("data", "lead.won", {"data": []}),
    ("data.text", "message.sent", {"data": {}}),
    ("data.text", "message.sent", {"data": {"text": "a" * 5001}}),
    ("data.text", "message.received", {"data": {"text": "\ud83d"}}),
    ("data.sender", "message.sent", {"data": {"text": "a", "sender": "lead"}}),
    ("data.scheduled_at", "call.booked", {"data": {}}),
    ("data.scheduled_at", "call.booked", {"data": {"scheduled_at": "3026-01-01T00:00:00Z"}}),
    ("data.deal_value_cents", "lead.won", {"data": {"deal_value_cents": -1}}),
    ("data.deal_value_cents", "lead.won", {"data": {"deal_value_cents": 1.5}}),
    ("data.deal_value", "lead.won", {"data": {"deal_value": "1.497,50"}}),
    ("data.deal_value", "lead.won", {"data": {"deal_value": float("nan")}}),
    ("data.deal_value", "lead.won", {"data": {"deal_value": 1e300}}),
    ("data.deal_value", "lead.won", {"data": {"deal_value": True}}),
    ("data.reason", "lead.lost", {"data": {"reason": "parce que"}}),
    ("data.email", "email.captured", {"data": {"email": ""}}),
]


@pytest.mark.parametrize(("field", "kind", "changed"), WRONG)
def test_what_is_wrong_is_said_in_french_by_field(field: str, kind: str, changed: dict[str, Any]) -> None:
    with pytest.raises(Misunderstood) as refused:
        understand(said(kind, **changed), now=NOW)
    sentence = str(refused.value)
    assert sentence.startswith(f"«\u00a0{field}\u00a0»\u00a0: ")
    assert sentence.endswith(".")
    assert len(sentence) <= 160
    assert "illisible" in sentence or "n’est pas lisible" not in sentence, "a sentence of its own, not the last resort"


@pytest.mark.parametrize("raw", [None, 1, "lead.won", [], [said()]])
def test_what_is_no_object(raw: object) -> None:
    with pytest.raises(Misunderstood, match="objet"):
        understand(raw, now=NOW)


FIELDS = {
    "": ["event_id", "type", "occurred_at", "lead", "data"],
    "lead": [*LEAD, "contact_id", "instagram_username", "first_name", "last_name", "email", "age", "gender", "source"],
    "data": ["text", "sender", "scheduled_at", "deal_value_cents", "deal_value", "reason", "email"],
}
ODD = [None, True, 0, -1, 34, 10**200, 10**5000, -(2**63), 0.5, 1e300, float("nan"), float("-inf"), b"a", NOW, object()]
ODD += ["", " ", "\0", "\ud800", "é" * 6000, "1e999", "NaN", "٣", "@", "-1", "9" * 80, "\u202e", "a@b", "lead.won"]
ODD += ["2026-01-12T09:00:60Z", "9999-12-31T23:59:59-23:59", "ﬃ" * 80, "\U0001f469\u200d\U0001f680", "\ufeff", [], {}]


def _odd(chance: random.Random, depth: int = 0) -> Any:
    """Something that does not belong there."""
    if depth < 3 and chance.random() < 0.2:
        inner = [_odd(chance, depth + 1) for _ in range(3)]
        return inner if chance.random() < 0.5 else {str(key): value for key, value in enumerate(inner)}
    characters = (chr(chance.randrange(0x11000)) for _ in range(chance.randrange(9)))
    return chance.choice(ODD) if chance.random() < 0.8 else "".join(characters)


def _fuzzed(chance: random.Random) -> Any:
    """A good event with up to six values replaced, anywhere; or no event at all."""
    event: Any = json.loads(json.dumps(said(chance.choice(TYPES))))
    for _ in range(chance.randrange(7)):
        place = chance.choice(list(FIELDS))
        part = event.get(place) if place else event
        if isinstance(part, dict):
            part[chance.choice(FIELDS[place])] = _odd(chance)
    return event if chance.random() < 0.95 else _odd(chance)


@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.prove)])
def test_nothing_raises_but_the_problem(count: int) -> None:
    chance, understood = random.Random(count), 0
    for _ in range(count):
        try:
            event = understand(_fuzzed(chance), now=NOW)
        except Misunderstood as problem:
            str(problem).encode()
        else:
            understood += 1
            json.dumps([event.data, event.lead.said], allow_nan=False).encode()
    assert count / 10 < understood < count
