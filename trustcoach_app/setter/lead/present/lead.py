"""From one lead's facts to the words of its page. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from trustcoach_app.clients.present import file_path
from trustcoach_app.formats import clock_time, plural, short_day
from trustcoach_app.models.lead_history import EventType, LeadEvent
from trustcoach_app.models.leads import Lead, LeadStatus, LossReason
from trustcoach_app.money import euros
from trustcoach_app.names import initials, tone_index
from trustcoach_app.setter.follow_up import has_returned, priority
from trustcoach_app.setter.lead.present.conversation import chat_days, steps
from trustcoach_app.setter.lead.queries import LeadFacts
from trustcoach_app.setter.lead.views import ChangeRow, FactRow, LeadView, Stage
from trustcoach_app.setter.present import GENDER, LOSS, OUTCOME, PRIORITY, STATUS, instagram_href, name_of, source_name

CLOSED = (LeadStatus.WON, LeadStatus.LOST)


def lead_view(facts: LeadFacts, known_tags: list[str], now: datetime) -> LeadView:
    """The page in words, in the coach's hours."""
    lead, zone = facts.lead, facts.zone
    name, username = name_of(lead), lead.instagram_username
    status_label, status_tone = STATUS[lead.status]
    urgency, urgency_tone = _priority(lead, now)
    return LeadView(
        id=str(lead.id),
        name=name,
        username=f"@{username}" if username else "",
        instagram_href=instagram_href(username),
        initials=initials(name.removeprefix("@")),
        tone_index=tone_index(name),
        status=lead.status.value,
        status_label=status_label,
        status_tone=status_tone,
        priority=urgency,
        priority_tone=urgency_tone,
        can_be_reminded=lead.status not in CLOSED or has_returned(lead),
        reminder=_reminder(lead, zone, now),
        about=_about(lead, zone),
        tags=list(lead.tags),
        known_tags=[tag for tag in known_tags if tag not in lead.tags],
        deal="" if lead.deal_value_cents is None else euros(lead.deal_value_cents),
        loss=LOSS[lead.loss_reason] if lead.loss_reason else "",
        client_id=str(lead.client_id or ""),
        client_name=facts.client_name,
        client_href=file_path(lead.client_id) if lead.client_id else "",
        facts=_facts(lead),
        stages=_stages(lead, zone),
        sequence=steps(facts.sequence, zone),
        days=chat_days(facts.messages, name, zone, now),
        messages=plural(lead.messages_in + lead.messages_out, "message"),
        has_earlier=facts.has_earlier,
        history=[_change(event, zone) for event in facts.changes],
    )


def when(instant: datetime, zone: ZoneInfo) -> str:
    """`12 janv. 2026 à 14:05`"""
    day = instant.astimezone(zone).date()
    return f"{short_day(day)} {day.year} à {clock_time(instant, zone)}"


def _about(lead: Lead, zone: ZoneInfo) -> str:
    day = lead.created_at.astimezone(zone).date()
    since = f"Lead depuis le {short_day(day)} {day.year}"
    return f"{source_name(lead.source)} · {since}" if lead.source else since


def _priority(lead: Lead, now: datetime) -> tuple[str, str]:
    how = priority(lead, now)
    return PRIORITY[how] if how else ("", "neutral")


def _reminder(lead: Lead, zone: ZoneInfo, now: datetime) -> str:
    """What keeps the lead off the list, or did last."""
    if lead.snoozed_until and lead.snoozed_until > now:
        day = lead.snoozed_until.astimezone(zone).date()
        return f"Reporté au {short_day(day)} {day.year}"
    return f"Relancé le {when(lead.followed_up_at, zone)}" if lead.followed_up_at else ""


def _facts(lead: Lead) -> list[FactRow]:
    every = (
        ("E-mail", lead.email or ""),
        ("Âge", f"{lead.age} ans" if lead.age else ""),
        ("Genre", GENDER[lead.gender] if lead.gender else ""),
        ("Métier", lead.job_title),
        ("Contact ManyChat", lead.contact_id),
        ("Identifiant Instagram", lead.instagram_id),
    )
    return [FactRow(label, value or "—") for label, value in every]


def _stages(lead: Lead, zone: ZoneInfo) -> list[Stage]:
    """In the order of the pipeline; what can still come stands there without a time."""
    outcome, tone = OUTCOME[lead.call_outcome] if lead.call_outcome else ("", "accent")
    reached: list[tuple[str, str, datetime | None, str, str]] = [
        ("created", "Premier contact", lead.created_at, "", "accent"),
        ("engaged", "Engagé", lead.engaged_at, "", "accent"),
        ("qualified", "Qualifié", lead.qualified_at, "", "accent"),
        ("magnet", "Lead magnet envoyé", lead.lead_magnet_sent_at, "", "accent"),
        ("email", "E-mail recueilli", lead.email_captured_at, "", "accent"),
        ("proposed", "Call proposé", lead.call_proposed_at, "", "accent"),
        ("booked", "Call réservé", lead.call_booked_at, "", "accent"),
        ("call", "Call", lead.call_scheduled_at, outcome, tone),
    ]
    if lead.status is LeadStatus.LOST:
        reason = LOSS[lead.loss_reason] if lead.loss_reason else ""
        reached.append(("lost", "Perdu", lead.lost_at, reason, "danger"))
    else:
        deal = "" if lead.deal_value_cents is None else euros(lead.deal_value_cents)
        reached.append(("won", "Gagné", lead.won_at, deal, "success"))
    return [
        Stage(key, label, when(at, zone) if at else "", note, at is not None, tone)
        for key, label, at, note, tone in reached
    ]


def _change(event: LeadEvent, zone: ZoneInfo) -> ChangeRow:
    return ChangeRow(str(event.id), _what(event, zone), when(event.occurred_at, zone))


def _what(event: LeadEvent, zone: ZoneInfo) -> str:
    data = event.data
    match event.type:
        case EventType.DEAL_VALUED:
            cents = data.get("deal_value_cents")
            return "Valeur de la vente retirée" if cents is None else f"Valeur de la vente\u202f: {euros(int(cents))}"
        case EventType.STATUS_SET:
            return _standing(data)
        case EventType.FOLLOWED_UP:
            return "Relance retirée" if "at" in data else "Relancé"
        case EventType.SNOOZED:
            until = data.get("until")
            return f"Reporté au {when(datetime.fromisoformat(until), zone)}" if until else "Report retiré"
        case _:
            return "Modifié à la main"


def _standing(data: Mapping[str, Any]) -> str:
    status, reason = LeadStatus(str(data.get("status"))), data.get("reason")
    return f"Statut\u202f: {STATUS[status][0]}" + (f" ({LOSS[LossReason(reason)].lower()})" if reason else "")
