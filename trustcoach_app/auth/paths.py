"""The door's addresses, and which paths it may send a browser to."""

from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

LOGIN = "/login"
LINK = "/login/lien"
CODE = "/login/code"
FORGOTTEN = "/login/oubli"
NEW_PASSWORD = "/login/nouveau-mot-de-passe"  # noqa: S105
ACCOUNT = "/compte"

Page = Literal["/login", "/login/lien", "/login/code", "/login/oubli", "/login/nouveau-mot-de-passe", "/compte"]

LONGEST = 500


def local_path(claimed: object) -> str:
    """A path of a page on this site, safe in a Location header; "" for anything else.

    Browsers read `//host`, `/\\host` and `/<tab>/host` as other sites. The door's own pages are no place to go on to.
    """
    path = claimed if isinstance(claimed, str) else ""
    if not path.startswith("/") or len(path) > LONGEST or path.startswith("//"):
        return ""
    if any(letter <= " " or letter in "\\\x7f" for letter in path):
        return ""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or parts.path.split("/")[1] in ("login", "auth", ""):
        return ""
    return quote(path, safe="/?&=%#:,;@!$'()*+~-._")


def with_query(path: str, **values: str) -> str:
    """A path with those query values that say something."""
    said = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(said)}" if said else path
