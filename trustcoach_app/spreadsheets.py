"""Every CSV that we write: for a French spreadsheet, and without a formula that anybody else put in. Pure."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_FORMULA = re.compile("(^|[,;\t|\r\n])([\\s\"'\u200b\ufeff]*)([=+\\-@\uff1d\uff0b\uff0d\uff20])")
"""What begins a formula: at the start of a cell, and after whatever another spreadsheet takes for the end of one."""


def inert(cell: str) -> str:
    """The words with an apostrophe before whatever a spreadsheet would run as a formula. Numbers stay numbers."""
    if _NUMBER.fullmatch(cell):
        return cell
    harmless = _FORMULA.sub(r"\1\2'\3", cell)
    return f"'{harmless}" if harmless.startswith(("\t", "\r", "\n")) else harmless


def csv_file(rows: Iterable[Sequence[object]]) -> bytes:
    """A whole file."""
    return csv_lines(rows, begins=True)


def csv_lines(rows: Iterable[Sequence[object]], *, begins: bool = False) -> bytes:
    """Semicolons, every cell in quotes, each made `inert`; UTF-8.

    `begins`: they are the first of their file, and have the mark that Excel needs to read accents.
    """
    lines = StringIO()
    writer = csv.writer(lines, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([inert(str(cell)) for cell in row] for row in rows)
    return (b"\xef\xbb\xbf" if begins else b"") + lines.getvalue().encode()


def cut_short() -> bytes:
    """The last line of a file whose reader may read no more."""
    return csv_lines([("Ce fichier s’arrête ici\u00a0: cette connexion a pris fin.",)])
