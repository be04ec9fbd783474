"""The connection in words. Pure."""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from trustcoach_app.config import ROOT, settings
from trustcoach_app.formats import ago, clock_time, plural, short_day
from trustcoach_app.models.setter import TRIAL_ID, SetterSecret
from trustcoach_app.setter.connection.queries import Connection
from trustcoach_app.setter.connection.trial.present import trial_view
from trustcoach_app.setter.connection.views import ConnectionView, EventRow, RecentDeadLetter, SecretRow
from trustcoach_app.setter.intake.secrets import PREFIX
from trustcoach_app.setter.leads.address import PATH as LEADS
from trustcoach_app.setter.present import full_name

EXAMPLE_ADDRESS = "https://VOTRE-TRUSTCOACH/webhooks/setter?coach_id=VOTRE-COACH-ID"
"""What stands for the address in the templates of docs/setter/."""

WHAT = {
    "lead.upserted": "Fiche du lead",
    "message.sent": "Message envoyé",
    "message.received": "Message reçu",
    "lead.qualified": "Lead qualifié",
    "lead_magnet.sent": "Lead magnet envoyé",
    "email.captured": "E-mail recueilli",
    "call.proposed": "Call proposé",
    "call.booked": "Call réservé",
    "call.held": "Call tenu",
    "call.no_show": "Absent au call",
    "call.cancelled": "Call annulé",
    "lead.relance": "À relancer",
    "lead.won": "Lead gagné",
    "lead.lost": "Lead perdu",
}
_TRIAL = {
    "event_id": "essai-1",
    "type": "lead.upserted",
    "occurred_at": "2026-01-12T09:30:00+01:00",
    "lead": {"user_id_instagram": "essai"},
}


def webhook_address(coach_id: object) -> str:
    """Where a practice's setter sends its events."""
    return f"{settings().origin}/webhooks/setter?coach_id={coach_id}"


def connection_view(facts: Connection, *, coach_id: object, now: datetime) -> ConnectionView:
    """The page in words."""
    address = webhook_address(coach_id)
    return ConnectionView(
        address=address,
        trial=_trial(address),
        workflow=json.dumps(template("n8n-workflow.json"), ensure_ascii=False, indent=2).replace(
            EXAMPLE_ADDRESS, address
        ),
        request=_body("body"),
        request_of_ours=_body("body_of_ours"),
        secrets=[_secret(row, facts.zone) for row in facts.secrets],
        events=[_event(row, facts) for row in facts.events],
        trial_event=trial_view(facts.trial, facts.zone),
        letters=[
            RecentDeadLetter(str(row.id), row.problem, moment(row.received_at, facts.zone)) for row in facts.letters
        ],
        letter_count=plural(facts.letter_count, "événement non compris", "événements non compris"),
        silence=_silence(facts, now),
        silence_hours=str(facts.silence_hours),
        is_new=not (facts.has_had_secret or facts.events),
    )


@lru_cache(maxsize=4)
def template(name: str) -> dict[str, Any]:
    """One of the files of docs/setter/."""
    return json.loads((ROOT / "docs" / "setter" / name).read_text())


def _body(name: str) -> str:
    return json.dumps(template("manychat-request.json")[name], ensure_ascii=False, indent=2)


def _trial(address: str) -> str:
    body = json.dumps(_TRIAL)
    return (
        f"curl -X POST '{address}&dry_run=1' \\\n  -H 'Authorization: Bearer VOTRE-SECRET' \\\n"
        f"  -H 'Content-Type: application/json' \\\n  -d '{body}'"
    )


def _secret(row: SetterSecret, zone: ZoneInfo) -> SecretRow:
    name = f"{PREFIX}…{row.hint}"
    if row.expires_at is None:
        return SecretRow(str(row.id), name, "En service", "success")
    return SecretRow(str(row.id), name, f"Valable jusqu’au {moment(row.expires_at, zone)}", "warning")


def _event(row: Any, facts: Connection) -> EventRow:
    state, tone = ("En attente", "info") if row.applied_at is None else ("Pris en compte", "success")
    name, href = _whom(row.instagram_id, facts)
    what = str(WHAT.get(row.type, row.type))
    return EventRow(str(row.id), what, name, href, moment(row.received_at, facts.zone), state, tone)


def _whom(instagram_id: str, facts: Connection) -> tuple[str, str]:
    """Who that is, and where they are found."""
    if instagram_id == TRIAL_ID:
        return "Essai", ""
    lead = facts.leads.get(instagram_id)
    if lead is None:
        return "", ""
    return full_name(lead.first_name, lead.last_name, lead.instagram_username), f"{LEADS}/{lead.id}"


def _silence(facts: Connection, now: datetime) -> str:
    if facts.silent_from is None or now < facts.silent_from:
        return ""
    return f"Le dernier événement est arrivé {ago(facts.heard_at, now)}." if facts.heard_at else ""


def moment(instant: datetime, zone: ZoneInfo) -> str:
    """`12 janv. à 09:30`"""
    return f"{short_day(instant.astimezone(zone).date())} à {clock_time(instant, zone)}"
