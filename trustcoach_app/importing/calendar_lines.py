"""Is it a calendar at all? Says at which line it is not, which the parser does not."""

import re

from trustcoach_app.uploads.text import Unreadable

_CONTENT_LINE = re.compile(r"[A-Za-z0-9-]+[;:]")
_SHOWN = 40


def check_calendar(text: str) -> None:
    """Raises Unreadable unless the text is lines of a VCALENDAR whose components open and close (RFC 5545, 3.1)."""
    open_parts: list[tuple[str, int]] = []
    is_calendar = False
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip() or (line[0] in " \t" and is_calendar):
            continue
        is_calendar = is_calendar or line.strip().upper() == "BEGIN:VCALENDAR"
        if not is_calendar or not _CONTENT_LINE.match(line):
            raise Unreadable(_not_a_line(number, line, is_calendar))
        name, _, value = line.partition(":")
        _follow(open_parts, name.upper(), value.strip().upper(), number)
    if not is_calendar:
        raise Unreadable("Ce fichier est vide : un calendrier commence par BEGIN:VCALENDAR.")
    if open_parts:
        part, number = open_parts[-1]
        raise Unreadable(f"Ce fichier est incomplet : {part}, ouvert à la ligne {number}, n’est jamais refermé.")


def _follow(open_parts: list[tuple[str, int]], name: str, value: str, number: int) -> None:
    if name == "BEGIN":
        open_parts.append((value, number))
    if name == "END" and (not open_parts or open_parts.pop()[0] != value):
        raise Unreadable(f"Ligne {number} : END:{value[:_SHOWN]} ne referme rien d’ouvert.")


def _not_a_line(number: int, line: str, is_calendar: bool) -> str:
    if not is_calendar:
        return f"Ce fichier n’est pas un calendrier .ics (ligne {number} : « {line[:_SHOWN].strip()} »)."
    return f"Ligne {number} illisible : « {line[:_SHOWN].strip()} »."
