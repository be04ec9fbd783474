"""The contract of the setter's events: one model per type, from which the published schema is made too (docs/kpis.md).

What is not known inside `lead` and `data` is ignored, since n8n sends much; blank and null mean "not said". What is
said wrongly is one French sentence that names its field, and never repeats the value: an administrator reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, create_model
from pydantic_core import ErrorDetails

from trustcoach_app.db.types import new_id
from trustcoach_app.errors import TrustCoachError
from trustcoach_app.models.lead_history import BY_HAND, EventType
from trustcoach_app.models.leads import LossReason
from trustcoach_app.setter.intake import values

AHEAD = timedelta(minutes=10)
"""How far a provider's clock may run before ours."""


@dataclass(frozen=True)
class LeadProfile:
    """Who an event is about, and what it says of them: column of `leads` → value. What is absent was not said."""

    instagram_id: str
    said: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class SetterEvent:
    """One event that was understood. `data` is as JSON: `text` and `sender` of messages, instants as RFC 3339."""

    event_id: str
    type: EventType
    occurred_at: datetime
    lead: LeadProfile
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])


class Misunderstood(TrustCoachError):
    """An event that breaks the contract. `str(error)` says where and why, in French."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Lead(_Part):
    """What the setter knows of the lead at that moment."""

    user_id_instagram: values.InstagramId
    contact_id: values.ContactId = None
    instagram_username: values.Username = None
    first_name: values.Name = None
    last_name: values.Name = None
    email: values.Email = None
    age: values.Age = None
    gender: values.GenderSaid = None
    job_title: values.Name = None
    source: values.Source = None


PROFILE = tuple(name for name in Lead.model_fields if name != "user_id_instagram")
"""What events say of a lead, and files: the columns of `leads` that `profile_clock` keeps an instant for."""


class Nothing(_Part):
    """No data: the type says it all."""


class Sent(_Part):
    """A message of the AI's or of a human's."""

    text: values.MessageText
    sender: values.Sender = "ai"


class Received(_Part):
    """A message of the lead's."""

    text: values.MessageText


class Booked(_Part):
    """A call, and when it is to be."""

    scheduled_at: values.Instant


class Won(_Part):
    """The deal's value, in cents or in euros; cents win."""

    deal_value_cents: values.Cents = None
    deal_value: values.Euros = None


class Lost(_Part):
    """Why."""

    reason: values.Reason = LossReason.OTHER


class Captured(_Part):
    """The address that the lead gave."""

    email: values.RequiredEmail


DATA: dict[EventType, type[_Part]] = {
    EventType.SENT: Sent,
    EventType.RECEIVED: Received,
    EventType.CALL_BOOKED: Booked,
    EventType.WON: Won,
    EventType.LOST: Lost,
    EventType.EMAIL_CAPTURED: Captured,
}
"""The data of each type that has any."""


class _Envelope(_Part):
    event_id: values.EventKey
    occurred_at: values.Instant
    lead: Lead
    data: Any


def _or_nothing(value: object) -> object:
    return {} if value is None or value == "" else value


def _model(kind: EventType) -> type[_Envelope]:
    """The whole event of one type."""
    data = Annotated[DATA.get(kind, Nothing), BeforeValidator(_or_nothing)]
    name = "".join(word.capitalize() for word in kind.replace(".", "_").split("_"))
    fields: dict[str, Any] = {"type": (Literal[kind.value], ...), "data": (data, {})}
    model = create_model(name, __base__=_Envelope, **fields)
    model.model_fields["data"].validate_default = True
    model.model_rebuild(force=True)
    return model


MODELS: dict[EventType, type[_Envelope]] = {kind: _model(kind) for kind in EventType if kind not in BY_HAND}
"""What the webhook takes, by type: `MODELS[type].model_json_schema()` is what it publishes."""


def understand(raw: object, *, now: datetime) -> SetterEvent:
    """One event of the webhook or an import. Raises Misunderstood, and nothing else, whatever `raw` is."""
    if not isinstance(raw, dict):
        raise Misunderstood("L’événement n’est pas un objet JSON.")
    sent = cast("dict[object, object]", raw)
    kind = sent.get("type")
    model = MODELS.get(cast("EventType", kind)) if isinstance(kind, str) else None
    if model is None:
        raise Misunderstood("« type » : ce type d’événement n’existe pas.")
    try:
        parsed = model.model_validate(sent)
    except ValidationError as error:
        raise Misunderstood(_sentence(error.errors(include_url=False, include_input=False)[0])) from None
    if parsed.occurred_at > now + AHEAD:
        raise Misunderstood("« occurred_at » : cette date est dans le futur.")
    return _event(EventType(cast("str", kind)), parsed)


def hand_event(
    kind: EventType, *, instagram_id: str, now: datetime, said: Mapping[str, Any] | None = None, **data: Any
) -> SetterEvent:
    """What the coach does to a lead: apply it with EventOrigin.HAND. `said` may blank a column of the profile."""
    return SetterEvent(f"hand:{new_id()}", kind, now, LeadProfile(instagram_id, said or {}), data)


def _event(kind: EventType, parsed: _Envelope) -> SetterEvent:
    said = parsed.lead.model_dump(mode="json", exclude_none=True)
    data = parsed.data.model_dump(mode="json", exclude_none=True)
    if "deal_value" in data:
        data.setdefault("deal_value_cents", data.pop("deal_value"))
    if kind is EventType.EMAIL_CAPTURED:
        said["email"] = data["email"]
    return SetterEvent(
        parsed.event_id, kind, parsed.occurred_at, LeadProfile(said.pop("user_id_instagram"), said), data
    )


_WHAT_IS_WRONG = {
    "missing": "cette valeur manque",
    "string_too_long": "{max_length} caractères au plus",
    "too_long": "{max_length} caractères au plus",
    "greater_than_equal": "{ge} au moins",
    "less_than_equal": "{le} au plus",
    "model_type": "un objet JSON est attendu",
}


def _sentence(error: ErrorDetails) -> str:
    """`« lead.age » : 120 au plus.`"""
    field_name = ".".join(str(part) for part in error["loc"])
    custom = error["msg"] if error["type"] == "refused" else "cette valeur n’est pas lisible"
    what = _WHAT_IS_WRONG.get(error["type"], "").format(**error.get("ctx", {})) or custom
    return f"« {field_name} » : {what}."
