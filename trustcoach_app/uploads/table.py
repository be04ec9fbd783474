"""From the bytes of a .csv to its rows, as spreadsheets and other tools write them. Pure.

A line ends where a spreadsheet ends it (LF, CR): Python's `splitlines` also parts at U+2028, VT and others, which stand
inside names. A quote that is never closed would swallow the lines that follow: it is refused, with its line.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trustcoach_app.uploads.text import Unreadable, decoded

MOST_COLUMNS = 200
DELIMITERS = ";,\t|"
LONGEST_CELL = 1 << 24
"""More characters than a file may have bytes: its size is the bound. Python's own is for the whole process and would
refuse a long note, so it is set once, here, and never below what other readers of the process expect.
"""
csv.field_size_limit(LONGEST_CELL)

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE)
_END = "\x00"
"""A line of our own after the last: a quote that is still open swallows it."""


@dataclass(frozen=True)
class Row:
    """One row with its number, as a spreadsheet counts."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """The rows that are not blank. `encoding` as in Text."""

    rows: list[Row] = field(default_factory=list[Row])
    encoding: str = ""


def read_table(content: bytes, *, most_rows: int, most_said: str) -> Table:
    """Every row. Raises Unreadable for what is no text, has more than `most_rows` rows below its header (`most_said`
    is their number in words), more than MOST_COLUMNS columns, or a quote that swallows lines.
    """
    text = decoded(content)
    if "\x00" in text.words:
        raise Unreadable("Ce fichier n’est pas un fichier texte\u202f: enregistrez-le au format CSV.")
    lines = [line for line in _LINE.findall(text.words) if line]
    delimiter, first = _delimiter(lines)
    rows: list[Row] = []
    for row in _rows(lines[first:], delimiter):
        if any(cell.strip() for cell in row.cells):
            if len(rows) > most_rows:
                raise Unreadable(f"Ce fichier a plus de {most_said} lignes\u202f: partagez-le en plusieurs.")
            rows.append(row)
    return Table(rows, text.encoding)


def _delimiter(lines: Sequence[str]) -> tuple[str, int]:
    """What parts the cells, and at which line the table begins: Excel's `sep=;` says the one and is no row."""
    if lines and (said := _SEPARATOR.fullmatch(lines[0])):
        return said[1], 1
    header = _QUOTED.sub("", next((line for line in lines if line.strip()), ""))
    return max(DELIMITERS, key=header.count), 0


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[Row]:
    taken: list[str] = []

    def each() -> Iterator[str]:
        for line in (*lines, _END):
            taken.append(line)
            yield line

    begun = 1
    for number, cells in enumerate(csv.reader(each(), delimiter=delimiter), 1):
        if taken == [_END]:
            return
        _refuse_broad(number, cells)
        if len(taken) > 1:
            _refuse_open_quote(begun, taken, cells, delimiter)
        begun += len(taken)
        taken.clear()
        yield Row(number, cells)


def _refuse_broad(number: int, cells: Sequence[str]) -> None:
    if len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:]):
        raise Unreadable(f"Ligne {number}\u202f: plus de {MOST_COLUMNS} colonnes. Gardez celles dont vous avez besoin.")


def _refuse_open_quote(begun: int, taken: Sequence[str], cells: Sequence[str], delimiter: str) -> None:
    """A row over several lines is quoted as it should be, and none of its quotes opens a cell of another row."""
    raw = "".join(line for line in taken if line != _END)
    is_wrong = taken[-1] == _END or any(_holds_rows(at, cell, delimiter) for at, cell in enumerate(cells))
    try:
        list(csv.reader(_LINE.findall(raw), delimiter=delimiter, strict=True))
    except csv.Error:
        is_wrong = True
    if is_wrong:
        raise Unreadable(
            f"Ce fichier CSV est illisible à partir de la ligne {begun} : un guillemet y est mal placé ou pas refermé."
        )


def _holds_rows(at: int, cell: str, delimiter: str) -> bool:
    """Whether what closes a cell of several lines opened the same column of a later row: `"tea ⏎ Hugo;hugo@…;"`."""
    last = cell.rstrip("\r\n").rpartition("\n")[2]
    return last != cell and last.endswith(delimiter) and last.count(delimiter) == at
