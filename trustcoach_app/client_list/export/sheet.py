"""Clients as lines of a file for a French spreadsheet. Pure. Notes, goals' measures and messages are in no file."""

from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.client_file.standing.present import HEALTH, why
from trustcoach_app.client_list.facts import ListFacts
from trustcoach_app.client_list.queries import ListedClient
from trustcoach_app.formats import french_phone
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.spreadsheets import csv_lines

HEADINGS = (
    *("Nom", "E-mail", "Téléphone", "Étape", "Santé", "Pourquoi", "Séances tenues", "Dernière séance"),
    *("Prochaine séance", "Objectif en cours", "Revenus (€)", "Étiquettes", "Fuseau horaire", "Archivé le"),
)


def headings() -> bytes:
    """The first line."""
    return csv_lines([HEADINGS], begins=True)


def lines(facts: ListFacts, now: datetime) -> bytes:
    """A line for each client, instants at the coach's hours."""
    return csv_lines([_line(client, facts, now) for client in facts.page.clients])


def the_rest(most: int) -> bytes:
    """The last line of a file that ends before its clients do."""
    return csv_lines([(f"Ce fichier s’arrête à {most} clients\u00a0: filtrez la liste pour exporter les autres.",)])


def _line(client: ListedClient, facts: ListFacts, now: datetime) -> tuple[str, ...]:
    history, zone = client.history, facts.zone
    return (
        client.name,
        client.email or "",
        french_phone(client.phone) if client.phone else "",
        "Prospect" if client.stage is ClientStage.PROSPECT else "Client",
        HEALTH[client.health][0],
        why(history, zone, now),
        str(history.held),
        _when(history.last_held, zone),
        _when(history.next_planned, zone),
        facts.goals.get(client.id, ""),
        f"{history.earned_cents // 100},{history.earned_cents % 100:02}",
        ", ".join(facts.tags.get(client.id, [])),
        client.timezone,
        _when(client.archived_at, zone),
    )


def _when(instant: datetime | None, zone: ZoneInfo) -> str:
    """`12/01/2026 10:00`, which a French spreadsheet takes for an instant."""
    return f"{instant.astimezone(zone):%d/%m/%Y %H:%M}" if instant else ""
