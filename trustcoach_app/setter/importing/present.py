"""From dry runs to words. Pure."""

import csv
import io
from datetime import datetime

from trustcoach_app.formats import ago, plural
from trustcoach_app.models.importing import Import, ImportStatus
from trustcoach_app.setter.importing.plan import PLAN, Plan, outcome
from trustcoach_app.setter.importing.reading import Refused
from trustcoach_app.setter.importing.views import DraftView, Figure, ImportLine, RefusedLine

MOST_LINES = 50
ERRORS = "/setter/import/erreurs.csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def draft(row: Import) -> DraftView:
    """The dry run of one upload."""
    plan = PLAN.validate_json(row.plan)
    is_draft = row.status is ImportStatus.DRAFT
    return DraftView(
        id=str(row.id),
        filename=row.filename,
        status=row.status.value,
        what="Fichier de leads" if plan.kind == "leads" else "Fichier de messages",
        problem=row.outcome if row.status is ImportStatus.REFUSED else "",
        outcome=outcome(plan) if is_draft else "",
        can_confirm=is_draft and plan.new + plan.known > 0,
        figures=_figures(plan) if is_draft else [],
        refused_title=plural(len(plan.refused), "ligne refusée", "lignes refusées"),
        refused=[_refused(found) for found in plan.refused[:MOST_LINES]],
        more_refused=_more(len(plan.refused) - MOST_LINES),
        errors_href=f"{ERRORS}?fichier={row.id}",
    )


def history(row: Import, now: datetime) -> ImportLine:
    """One import of before."""
    return ImportLine(str(row.id), row.filename, ago(row.written_at, now) if row.written_at else "", f"{row.outcome}.")


def written(view: DraftView) -> str:
    """What is said once a dry run is written."""
    return f"Importé : {view.outcome}."


def errors_csv(refused: list[Refused]) -> bytes:
    """All refused lines, for a French spreadsheet. What it would take for a formula is made text."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(("ligne", "colonne", "valeur", "problème"))
    writer.writerows((found.line, *map(_inert, (found.column, found.value, found.why))) for found in refused)
    return text.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _figures(plan: Plan) -> list[Figure]:
    counts = [
        ("Nouveaux leads", plan.new),
        ("Leads déjà connus", plan.known),
        ("Messages", plan.messages - plan.again),
        ("Messages déjà importés", plan.again),
        ("Lignes refusées", len(plan.refused)),
    ]
    return [Figure(label, f"{count:,}".replace(",", "\u202f")) for label, count in counts if count]


def _refused(found: Refused) -> RefusedLine:
    column = f"{found.column} : {found.value}" if found.value else found.column
    return RefusedLine(str(found.line), f"Ligne\u00a0{found.line}", column or "—", found.why)


def _more(rest: int) -> str:
    return f"et {plural(rest, 'ligne', 'lignes')} de plus, dans le fichier des erreurs." if rest > 0 else ""
