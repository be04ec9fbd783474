"""What a coach should know about a file that was read all the same. Pure."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from trustcoach_app.uploads.fields import one_line
from trustcoach_app.uploads.table import Row
from trustcoach_app.uploads.text import BROKEN

MOST_NAMED = 20
"""Of each kind: what is beyond is counted."""
SHOWN = 60

_LOST = re.compile(rf"{BROKEN}|(?<=\w)\?|\?(?=\w)")
"""Where a program that knew no accents wrote `?` for them, in what is no sentence."""


@dataclass(frozen=True)
class Finding:
    """What it is about, and what there is to say, in French."""

    what: str
    why: str


def of_encoding(encoding: str) -> list[Finding]:
    """What the file was taken for, where it does not say so itself. `encoding` as in Text."""
    if not encoding:
        return []
    if encoding == "UTF-8":
        return [Finding("Encodage : UTF-8", f"Des octets illisibles sont remplacés par « {BROKEN} ».")]
    return [Finding(f"Encodage : {encoding}", "Ce fichier n’est pas en UTF-8. Vérifiez les accents.")]


def of_columns(header: Sequence[str], rows: Iterable[Row], used: Collection[int]) -> list[Finding]:
    """The columns that hold something and mean nothing to us."""
    unused = {at for at in range(len(header)) if at not in used}
    filled = {at for row in rows for at in unused if at < len(row.cells) and row.cells[at].strip()}
    names = [one_line(header[at])[:SHOWN] or f"colonne {at + 1}" for at in sorted(filled)]
    if not names:
        return []
    what = "Colonne non reprise" if len(names) == 1 else "Colonnes non reprises"
    return [Finding(what, f"{listed(names)}.")]


def of_lost_letters(lines: Iterable[tuple[int, str]]) -> list[Finding]:
    """The names, with their line, that lost letters before the file came here."""
    lost = [(number, name) for number, name in lines if _LOST.search(name)]
    found = [
        Finding(
            f"Ligne {number} : {name[:SHOWN]}", "Des caractères manquent : exportez de nouveau ce fichier en UTF-8."
        )
        for number, name in lost[:MOST_NAMED]
    ]
    rest = len(lost) - MOST_NAMED
    return found if rest <= 0 else [*found, Finding(f"et {rest} autres lignes", "Des caractères y manquent aussi.")]


def listed(names: Sequence[str]) -> str:
    """`A, B, C`, and how many more there are."""
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" et {rest} autres" if rest > 0 else "")
