"""A trial event in words: how far it came. Pure."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from trustcoach_app.formats import clock_time, plural, short_day
from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.setter.connection.trial.service import DoorAnswer
from trustcoach_app.setter.connection.trial.views import TrialStep, TrialView
from trustcoach_app.setter.present import STATUS, full_name


def trial_view(found: Any, zone: ZoneInfo) -> TrialView:
    """The latest trial, a row of `latest_trial` or None."""
    if found is None or (found.applied_at and not found.trial_lead):
        return TrialView()
    at = f"le {short_day(found.received_at.astimezone(zone).date())} à {clock_time(found.received_at, zone)}"
    accepted = TrialStep("accepted", f"Signé, envoyé et accepté par le webhook {at}", "done")
    if not found.applied_at:
        tried = f" ({plural(found.attempts, 'échec', 'échecs')})" if found.attempts else ""
        return TrialView([accepted, TrialStep("applied", f"En attente d’être pris en compte{tried}", "waiting")])
    name, about = _lead(found.trial_lead)
    applied = TrialStep("applied", f"Pris en compte {_after(found.received_at, found.applied_at)}", "done")
    return TrialView([accepted, applied, TrialStep("lead", "Lead reconnu", "done")], name, about)


def refused_view(answer: DoorAnswer) -> TrialView:
    """A trial that the door did not take."""
    code = f" (réponse {answer.status})" if answer.status else ""
    return TrialView([TrialStep("refused", f"{answer.sentence}{code}", "refused")])


def _after(received_at: datetime, applied_at: datetime) -> str:
    seconds = max(0, round((applied_at - received_at).total_seconds()))
    return "aussitôt" if seconds < 1 else f"{seconds}\u202fs après"


def _lead(lead: dict[str, Any]) -> tuple[str, str]:
    name = full_name(lead["first_name"], lead["last_name"], lead["instagram_username"])
    said = plural(lead["messages_in"], "message reçu", "messages reçus")
    return name, f"@{lead['instagram_username']} · {STATUS[LeadStatus(lead['status'])][0]} · {said}"
