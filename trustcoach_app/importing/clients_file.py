"""Reads a .csv of clients, as spreadsheets and other tools export it. Pure."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from email_validator import EmailNotValidError, validate_email

from trustcoach_app.errors import InvalidInput
from trustcoach_app.importing.readings import Skipped
from trustcoach_app.inputs import clean_line, phone_e164
from trustcoach_app.names import fold
from trustcoach_app.uploads.text import Unreadable, delimiter, table_text

MOST_LINES = 5000
LONGEST_CELL = 1000

HEADERS = {
    "name": {"nom complet", "client", "name", "full name", "contact", "nom et prenom", "display name"},
    "first": {"prenom", "first name", "firstname", "given name"},
    "last": {"nom", "nom de famille", "last name", "lastname", "surname", "family name"},
    "email": {
        "email",
        "e mail",
        "mail",
        "courriel",
        "adresse e mail",
        "adresse mail",
        "email address",
        "adresse email",
    },
    "phone": {"telephone", "tel", "portable", "mobile", "phone", "phone number", "numero de telephone", "gsm"},
}


@dataclass(frozen=True)
class FileClient:
    """One line of the file."""

    line: int
    name: str
    email: str
    phone: str


def read_clients(content: bytes) -> tuple[list[FileClient], list[Skipped]]:
    """The people, and the lines that cannot be taken with their reason. Raises Unreadable."""
    text = table_text(content)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter(text))
    try:
        columns = _columns(next(rows, []))
        return _read(rows, columns)
    except csv.Error as error:
        raise Unreadable(f"Ligne {rows.line_num} illisible dans ce fichier CSV.") from error


def _read(rows: Any, columns: Mapping[str, int]) -> tuple[list[FileClient], list[Skipped]]:
    people: list[FileClient] = []
    skipped: list[Skipped] = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if rows.line_num > MOST_LINES:
            raise Unreadable(f"Ce fichier a plus de {MOST_LINES} lignes : partagez-le en plusieurs.")
        read = _client(rows.line_num, {part: _cell(row, at) for part, at in columns.items()})
        if isinstance(read, Skipped):
            skipped.append(read)
        else:
            people.append(read)
    return people, skipped


def _columns(header: list[str]) -> dict[str, int]:
    """Which column holds what. « Nom » alone is the whole name; beside « Prénom » it is the family name."""
    folded = [fold(cell.replace("_", " ").replace("-", " ")) for cell in header]
    found = {
        part: at for part, names in HEADERS.items() for at, cell in reversed([*enumerate(folded)]) if cell in names
    }
    if not found.keys() & {"name", "first", "last"}:
        raise Unreadable(
            "Ligne 1 : aucune colonne de nom. Nommez les colonnes « Nom », « Prénom », « E-mail », « Téléphone »."
        )
    return found


def _cell(row: list[str], at: int) -> str:
    return clean_line(row[at][:LONGEST_CELL]) if at < len(row) else ""


def _client(line: int, cells: dict[str, str]) -> FileClient | Skipped:
    name = cells.get("name") or " ".join(filter(None, (cells.get("first"), cells.get("last"))))
    what = f"Ligne {line}" + (f" ({name[:60]})" if name else "")
    if not name:
        return Skipped(what, "Il manque le nom.")
    email = cells.get("email", "").removeprefix("mailto:").lower()
    if email and not _looks_like_an_address(email):
        return Skipped(what, f"Cette adresse e-mail n’est pas valide : {email[:80]}.")
    try:
        phone = phone_e164(cells.get("phone", ""))
    except InvalidInput:
        return Skipped(what, f"Ce numéro de téléphone n’est pas valide : {cells['phone'][:40]}.")
    return FileClient(line, name, email, phone)


def _looks_like_an_address(email: str) -> bool:
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
