"""From the bytes of a file to text. Pure."""

from trustcoach_app.errors import TrustCoachError
from trustcoach_app.inputs import clean_line


class Unreadable(TrustCoachError):
    """The file as a whole cannot be taken; the sentence names the line where it can."""


def decoded(content: bytes) -> str:
    """UTF-8 as the standard wants it, else UTF-16 by its mark, else the Windows encoding of older programs."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def table_text(content: bytes) -> str:
    """The text of a CSV. Raises Unreadable for what is no text."""
    text = decoded(content)
    if "\x00" in text:
        raise Unreadable("Ce fichier n’est pas un fichier texte : enregistrez-le au format CSV.")
    return text


def delimiter(text: str) -> str:
    """What parts the headers of a CSV: `;` where French spreadsheets wrote it."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(";,\t", key=header.count)


def file_name(sent: str) -> str:
    """The last part of what a browser calls a file, for show only: no path of ours is ever made of it."""
    return clean_line(sent.replace("\\", "/").rpartition("/")[2])[:120] or "fichier"
