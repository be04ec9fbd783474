"""From dry runs to words. Pure."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from trustcoach_app.formats import ago, plural, short_day
from trustcoach_app.models.importing import Import, ImportStatus
from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.setter.importing.plan import PLAN, LeadImportPlan, outcome
from trustcoach_app.setter.importing.reading import LeftOutLine, ReadLead
from trustcoach_app.setter.importing.views import (
    FindingRow,
    LeadDryRunView,
    LeadImportCount,
    LeadImportRow,
    LeadLine,
    RefusedLine,
)
from trustcoach_app.setter.present import STATUS, account_beside, full_name
from trustcoach_app.spreadsheets import csv_file

ERRORS = "/setter/import/erreurs.csv"


def draft(row: Import, zone: ZoneInfo) -> LeadDryRunView:
    """The dry run of one upload."""
    plan = PLAN.validate_json(row.plan)
    is_draft = row.status is ImportStatus.DRAFT
    return LeadDryRunView(
        id=str(row.id),
        filename=row.filename,
        status=row.status.value,
        what="Fichier de leads" if plan.kind == "leads" else "Fichier de messages",
        problem=row.outcome if row.status is ImportStatus.REFUSED else "",
        outcome=outcome(plan) if is_draft else "",
        can_confirm=is_draft and plan.new + plan.known > 0,
        figures=_figures(plan) if is_draft else [],
        leads=[_lead(found, zone) for found in plan.leads],
        more_leads=_more_leads(plan.new + plan.known - len(plan.leads)),
        notes=[FindingRow(found.what, found.why) for found in plan.notes],
        refused_title=plural(plan.refused_lines, "ligne refusée", "lignes refusées"),
        refused=[_refused(found) for found in plan.refused],
        more_refused=_more(plan.refused_lines - len(plan.refused)),
        errors_href=f"{ERRORS}?fichier={row.id}",
    )


def history(row: Import, now: datetime) -> LeadImportRow:
    """One import of before."""
    return LeadImportRow(
        str(row.id), row.filename, ago(row.written_at, now) if row.written_at else "", f"{row.outcome}."
    )


def written(view: LeadDryRunView) -> str:
    """What is said once a dry run is written."""
    return f"Importé : {view.outcome}."


def errors_csv(refused: list[LeftOutLine]) -> bytes:
    """All refused lines."""
    heading = ("ligne", "colonne", "valeur", "problème")
    return csv_file([heading, *((found.line, found.column, found.value, found.why) for found in refused)])


def _figures(plan: LeadImportPlan) -> list[LeadImportCount]:
    counts = [
        ("Nouveaux leads", plan.new),
        ("Leads déjà connus", plan.known),
        ("Messages", plan.messages - plan.again),
        ("Messages déjà importés", plan.again),
        ("Lignes refusées", plan.refused_lines),
    ]
    return [LeadImportCount(label, f"{count:,}".replace(",", "\u202f")) for label, count in counts if count]


def _lead(found: ReadLead, zone: ZoneInfo) -> LeadLine:
    """Who, and what the file says of them."""
    name = full_name(found.first_name, found.last_name, found.username)
    account = account_beside(name, found.username)
    since, until = (short_date(at.astimezone(zone).date()) if at else "" for at in (found.since, found.until))
    if found.messages:
        span = since if since == until else f"{since} – {until}"
        said = (plural(found.messages, "message"), span)
    else:
        said = (STATUS[LeadStatus(found.status)][0] if found.status else "", f"créé le {since}" if since else "")
    detail = " · ".join(filter(None, (account, *said, ", ".join(found.tags))))
    return LeadLine(found.account, name if name != "Sans nom" else found.account, detail)


def short_date(day: date) -> str:
    """`5 janv. 2026`"""
    return f"{short_day(day)} {day.year}"


def _more_leads(rest: int) -> str:
    return f"et {plural(rest, 'lead', 'leads')} de plus" if rest > 0 else ""


def _refused(found: LeftOutLine) -> RefusedLine:
    column = f"{found.column} : {found.value}" if found.value else found.column
    return RefusedLine(str(found.line), f"Ligne\u00a0{found.line}", column or "—", found.why)


def _more(rest: int) -> str:
    return f"et {plural(rest, 'ligne', 'lignes')} de plus, dans le fichier des erreurs." if rest > 0 else ""
