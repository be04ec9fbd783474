"""Leads with a history, written as the webhook writes them: for whoever needs a practice in which the setter works.

`lead = await given_lead(practice, "out 0, in 5, qualified 6", said={"first_name": "Jeanne"})`: what, and minutes after
`since`, a week before NOW unless told. Works for a Practice and for an Office of the browser tests.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from tests.fixtures.practice import NOW
from trustcoach_app.models.lead_history import EventOrigin, EventType
from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.intake.apply import apply_events
from trustcoach_app.setter.intake.events import LeadProfile, SetterEvent

WEEK = timedelta(days=7)
_numbers = count(1)

OUR_TEXTS = (
    "Bonjour ! Merci pour votre message. Qu’est-ce qui vous amène en ce moment ?",
    "Je comprends. Depuis combien de temps cela dure-t-il, et qu’avez-vous déjà essayé ?",
    "J’ai un guide gratuit sur le sujet : je vous l’envoie ? Il suffit d’une adresse e-mail.",
    "Le plus simple serait d’en parler vingt minutes de vive voix. Êtes-vous libre cette semaine ?",
)
THEIR_TEXTS = (
    "Bonjour, j’ai vu votre story sur le stress au travail. Ça m’a parlé…",
    "Un peu plus d’un an. J’ai essayé le yoga, sans vraiment tenir.",
    "Oui, avec plaisir 🙏",
    "Jeudi en fin de journée, ce serait possible ?",
)

WORDS = {
    "out": EventType.SENT,
    "human": EventType.SENT,
    "in": EventType.RECEIVED,
    "new": EventType.UPSERTED,
    "qualified": EventType.QUALIFIED,
    "magnet": EventType.MAGNET_SENT,
    "email": EventType.EMAIL_CAPTURED,
    "proposed": EventType.CALL_PROPOSED,
    "booked": EventType.CALL_BOOKED,
    "held": EventType.CALL_HELD,
    "no_show": EventType.CALL_NO_SHOW,
    "cancelled": EventType.CALL_CANCELLED,
    "relance": EventType.RELANCE,
    "won": EventType.WON,
    "lost": EventType.LOST,
}


class Works(Protocol):
    """A practice at work."""

    async def does(self, call: Any, **arguments: Any) -> Any:
        """Call a service as this coach."""
        ...


async def given_lead(
    practice: Works,
    story: str = "out 0",
    *,
    said: Mapping[str, Any] | None = None,
    since: datetime = NOW - WEEK,
    **columns: Any,
) -> UUID:
    """A lead of this story. `columns` are set past the fold: tags, notes, client_id."""
    number = next(_numbers)
    profile = LeadProfile(f"1784{number:012}", {"instagram_username": f"lead.{number}", **(said or {})})
    told: Counter[str] = Counter()
    events = [_event(profile, *one.split(), since=since, told=told) for one in story.split(",")]
    [lead_id] = await practice.does(apply_events, events=events, origin=EventOrigin.HOOK, now=since)
    if columns:
        await practice.does(_set, lead_id=lead_id, **columns)
    return lead_id


def _event(profile: LeadProfile, word: str, minutes: str, *, since: datetime, told: Counter[str]) -> SetterEvent:
    """One event; `told` counts the words of this story so far."""
    number, at, turn = next(_numbers), since + timedelta(minutes=float(minutes)), told[word] % 4
    told[word] += 1
    address = f"lead{number}@exemple.fr"
    data: dict[str, dict[str, Any]] = {
        "out": {"text": OUR_TEXTS[turn], "sender": "ai"},
        "human": {"text": "C’est moi en personne : je vous propose jeudi à 18 h.", "sender": "human"},
        "in": {"text": THEIR_TEXTS[turn]},
        "booked": {"scheduled_at": (at + timedelta(days=1)).isoformat()},
        "lost": {"reason": "price"},
        "won": {"deal_value_cents": 150_000},
        "email": {"email": address},
    }
    heard = LeadProfile(profile.instagram_id, {**profile.said, "email": address}) if word == "email" else profile
    return SetterEvent(f"scene-{number}", WORDS[word], at, heard, data.get(word, {}))


async def _set(db: Any, *, coach_id: UUID, lead_id: UUID, **columns: Any) -> None:
    statement = update(Lead).where(col(Lead.coach_id) == coach_id, col(Lead.id) == lead_id).values(**columns)
    await db.execute(statement.execution_options(synchronize_session=False))
