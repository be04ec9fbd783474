"""Leads as lines of a file for a French spreadsheet. Pure. Notes and messages are in no file."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.follow_up import priority
from trustcoach_app.setter.present import GENDER, LOSS, OUTCOME, PRIORITY, STATUS, source_name
from trustcoach_app.spreadsheets import csv_lines

HEADINGS = (
    *("Prénom", "Nom", "Compte Instagram", "E-mail", "Statut", "À relancer", "Source", "Métier", "Âge", "Genre"),
    *("Étiquettes", "Messages reçus", "Messages envoyés", "Premier contact", "Dernier message", "Engagé", "Qualifié"),
    *("Lead magnet envoyé", "E-mail recueilli", "Call proposé", "Call réservé", "Date du call", "Issue du call"),
    *("Gagné", "Valeur de la vente (€)", "Perdu", "Raison de perte", "Relancé", "Reporté au", "Identifiant Instagram"),
)


def headings() -> bytes:
    """The first line."""
    return csv_lines([HEADINGS], begins=True)


def lines(leads: Sequence[Lead], zone: ZoneInfo, now: datetime) -> bytes:
    """A line for each lead, instants at the coach's hours."""
    return csv_lines([_line(lead, zone, now) for lead in leads])


def the_rest(most: int) -> bytes:
    """The last line of a file that ends before its leads do."""
    return csv_lines([(f"Ce fichier s’arrête à {most} leads\u00a0: filtrez la liste pour exporter les autres.",)])


def _line(lead: Lead, zone: ZoneInfo, now: datetime) -> tuple[str, ...]:
    how = priority(lead, now)
    return (
        lead.first_name,
        lead.last_name,
        lead.instagram_username,
        lead.email or "",
        STATUS[lead.status][0],
        PRIORITY[how][0] if how else "",
        source_name(lead.source) if lead.source else "",
        lead.job_title,
        str(lead.age or ""),
        GENDER[lead.gender] if lead.gender else "",
        ", ".join(lead.tags),
        str(lead.messages_in),
        str(lead.messages_out),
        *(_when(at, zone) for at in (lead.created_at, lead.last_message_at, lead.engaged_at, lead.qualified_at)),
        *(_when(at, zone) for at in (lead.lead_magnet_sent_at, lead.email_captured_at, lead.call_proposed_at)),
        *(_when(at, zone) for at in (lead.call_booked_at, lead.call_scheduled_at)),
        OUTCOME[lead.call_outcome][0].capitalize() if lead.call_outcome else "",
        _when(lead.won_at, zone),
        _euros(lead.deal_value_cents),
        _when(lead.lost_at, zone),
        LOSS[lead.loss_reason] if lead.loss_reason else "",
        *(_when(at, zone) for at in (lead.followed_up_at, lead.snoozed_until)),
        lead.instagram_id,
    )


def _when(instant: datetime | None, zone: ZoneInfo) -> str:
    """`12/01/2026 10:00`, which a French spreadsheet takes for an instant."""
    return f"{instant.astimezone(zone):%d/%m/%Y %H:%M}" if instant else ""


def _euros(cents: int | None) -> str:
    """`1497,50`: a number for a French spreadsheet."""
    return "" if cents is None else f"{cents // 100},{cents % 100:02}"
