"""Who is named in an event: addresses as calendars write them. Pure."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from trustcoach_app.importing.calendar.content_lines import ContentLine
from trustcoach_app.importing.clients_file import is_address
from trustcoach_app.importing.readings import Person
from trustcoach_app.inputs import clean_line
from trustcoach_app.limits import LONGEST_EMAIL, LONGEST_NAME
from trustcoach_app.names import fold
from trustcoach_app.uploads.fields import bare, one_line


def people(lines: Iterable[ContentLine]) -> Iterator[Person]:
    """Those of ORGANIZER or ATTENDEE lines, without rooms. Apple writes the address beside its own (RFC 7986, 6.2)."""
    for line in lines:
        if line.params.get("CUTYPE", "").upper() in ("ROOM", "RESOURCE"):
            continue
        typed = _address(line.params.get("EMAIL", "")) or _address(line.value)
        named = clean_line(one_line(line.params.get("CN", "")))[:LONGEST_NAME]
        name = named if named and "@" not in named else name_of_address(typed)
        email = typed if len(typed) <= LONGEST_EMAIL and is_address(typed) else ""
        key = email or (f"nom:{fold(name)}" if name else "")
        if key:
            has_declined = line.params.get("PARTSTAT", "").upper() == "DECLINED"
            yield Person(name, email, key, has_declined, "" if email else typed[:LONGEST_EMAIL])


def _address(written: str) -> str:
    """`mailto:'Lea@Mail.example'` → `lea@mail.example`; "" for what is none, such as Apple's `/123/principal/`."""
    words = bare(unquote(written.partition("?")[0]))
    while words.lower().startswith(("mailto:", "smtp:")):
        words = words.partition(":")[2]
    words = clean_line(words).strip(" '\"<>").lower()
    return words if "@" in words else ""


def name_of_address(email: str) -> str:
    """`marie.dupont@…` → `Marie Dupont`"""
    local = email.partition("@")[0].partition("+")[0]
    words = [word for word in local.replace("_", ".").replace("-", ".").split(".") if word]
    return " ".join(word.capitalize() for word in words)[:LONGEST_NAME] or email[:LONGEST_NAME]
