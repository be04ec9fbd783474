"""Reads a .csv of clients, as spreadsheets and other tools export it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from email_validator import EmailNotValidError, validate_email

from trustcoach_app.errors import InvalidInput
from trustcoach_app.importing.contact_columns import Columns, understood
from trustcoach_app.importing.readings import Skipped
from trustcoach_app.inputs import clean_line, phone_e164
from trustcoach_app.limits import LONGEST_NAME
from trustcoach_app.uploads.fields import bare, one_line
from trustcoach_app.uploads.findings import Finding, of_columns, of_encoding, of_lost_letters
from trustcoach_app.uploads.table import Row, read_table
from trustcoach_app.uploads.text import Unreadable

MOST_LINES = 5000
HEADER_WITHIN = 10
"""Rows in which the names of the columns are looked for: some tools put a title above them."""

SEVERAL = ":::"
"""How Google parts several values of one cell."""


@dataclass(frozen=True)
class FileClient:
    """One line of the file."""

    line: int
    name: str
    email: str
    phone: str


@dataclass
class FileReading:
    """The people, the lines that cannot be taken with their reason, and what else there is to know."""

    people: list[FileClient] = field(default_factory=list[FileClient])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    notes: list[Finding] = field(default_factory=list[Finding])


def read_clients(content: bytes) -> FileReading:
    """Every line. Raises Unreadable."""
    table = read_table(content, most_rows=MOST_LINES, most_said=f"{MOST_LINES}")
    header, columns = _header(table.rows)
    reading, below = FileReading(), table.rows[header + 1 :]
    others: list[int] = []
    for row in below:
        read = _client(row, columns)
        (reading.skipped if isinstance(read, Skipped) else reading.people).append(read)  # type: ignore[arg-type]
        if any(len(set(_values(row, places))) > 1 for places in (columns.email, columns.phone)):
            others.append(row.number)
    reading.notes += of_encoding(table.encoding) + of_columns(table.rows[header].cells, below, columns.used)
    reading.notes += of_lost_letters((row.number, _name(row, columns)) for row in below)
    if others:
        reading.notes.append(Finding("Une adresse et un numéro par personne", _of_lines(others)))
    return reading


def _of_lines(numbers: Sequence[int]) -> str:
    said = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
    return f"Les autres ne sont pas repris ({'ligne' if len(numbers) == 1 else 'lignes'} {said})."


def _header(rows: Sequence[Row]) -> tuple[int, Columns]:
    """Where the header is among the first rows, and what its columns hold."""
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        if (columns := understood(row.cells)).has_name:
            return at, columns
    raise Unreadable(
        "Ligne 1\u202f: aucune colonne de nom. Nommez les colonnes « Nom », « Prénom », « E-mail », « Téléphone »."
    )


def _client(row: Row, columns: Columns) -> FileClient | Skipped:
    name = _name(row, columns)
    what = f"Ligne {row.number}" + (f" ({name[:60]})" if name else "")
    if not name:
        return Skipped(what, "Il manque le nom.")
    if len(name) > LONGEST_NAME:
        return Skipped(what, f"Ce nom dépasse {LONGEST_NAME} caractères.")
    email = _first_value(row, columns.email).removeprefix("mailto:").strip("<>'\"").lower()
    if email and not is_address(email):
        return Skipped(what, f"Cette adresse e-mail n’est pas valide\u202f: {email[:80]}.")
    typed = _first_value(row, columns.phone)
    try:
        phone = phone_e164(typed)
    except InvalidInput:
        return Skipped(what, f"Ce numéro de téléphone n’est pas valide\u202f: {typed[:40]}.")
    return FileClient(row.number, name, email, phone)


def _name(row: Row, columns: Columns) -> str:
    whole = next((words for at in columns.name if (words := _cell(row, at))), "")
    parts = (*columns.first[:1], *columns.middle[:1], *columns.last[:1])
    return whole or " ".join(filter(None, (_cell(row, at) for at in parts)))


def _cell(row: Row, at: int) -> str:
    return clean_line(one_line(row.cells[at])) if at < len(row.cells) else ""


def _first_value(row: Row, places: Sequence[int]) -> str:
    return next(_values(row, places), "")


def _values(row: Row, places: Sequence[int]) -> Iterator[str]:
    """What the cells hold, several values of one cell apart."""
    for at in places:
        for value in row.cells[at].split(SEVERAL) if at < len(row.cells) else ():
            if said := clean_line(bare(value)):
                yield said


def is_address(email: str) -> bool:
    """Whether a client can have this address."""
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
