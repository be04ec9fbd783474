"""What the door says after it sent a browser back: in an HttpOnly cookie that lives a minute and names a sentence.

The cookie holds a key of SAYINGS, never a text, so that nobody can put words into our mouth; and the address that was
typed, never a password.
"""

import base64
import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from math import ceil

from trustcoach_app.auth.passwords import WEAKNESSES
from trustcoach_app.formats import plural

LASTS = timedelta(minutes=1)
LONGEST = 1000

SAYINGS: dict[str, tuple[str, str]] = {
    "refused": ("password", "Adresse ou mot de passe incorrect."),
    "no_password": ("password", "Indiquez votre mot de passe."),
    "wait": ("form", "Trop d’essais pour le moment. Réessayez dans {wait}, ou recevez un lien de connexion."),
    "wait_mail": ("form", "Vous venez de demander plusieurs e-mails. Réessayez dans {wait}."),
    "wait_token": ("form", "Trop d’essais pour le moment. Réessayez dans {wait}."),
    "email": ("email", "Indiquez une adresse e-mail complète, par exemple marie@exemple.fr."),
    "ask_again": ("form", "Ce lien ou ce code ne fonctionne plus. Demandez-en un nouveau."),
    "code": ("code", "Ce code n’est pas le bon, ou il a expiré."),
    "link_sent": ("notice", "Si un compte existe à cette adresse, un e-mail vient de partir."),
    "reset_sent": ("notice", "Si un compte existe à cette adresse, un lien vient de partir."),
    "signed_out": ("notice", "Vous êtes déconnecté. À bientôt !"),
    **{key: ("password", sentence) for key, sentence in WEAKNESSES.items()},
    "broken": ("form", "Une erreur est survenue de notre côté. Réessayez dans un instant."),
}
"""Key → (where it stands on the page, the French sentence)."""


@dataclass(frozen=True)
class Flash:
    """One saying for one page."""

    page: str = ""
    key: str = ""
    email: str = ""
    minutes: int = 0

    @property
    def field(self) -> str:
        """A field's name, `form` for what concerns all of it, `notice` for good news; "" for nothing to say."""
        return SAYINGS[self.key][0] if self.key in SAYINGS else ""

    @property
    def sentence(self) -> str:
        """What to say."""
        return SAYINGS[self.key][1].format(wait=plural(self.minutes, "minute")) if self.key in SAYINGS else ""

    def at(self, field: str) -> str:
        """The sentence, if it stands there; else ""."""
        return self.sentence if self.field == field else ""


def waiting(page: str, key: str, *, wait: timedelta, email: str = "") -> Flash:
    """A saying that tells how long to wait, in whole minutes."""
    return Flash(page, key, email, max(1, ceil(wait.total_seconds() / 60)))


def to_cookie(flash: Flash) -> str:
    """The cookie's value: letters and digits only, so nothing typed can reach a header as it is."""
    return base64.urlsafe_b64encode(json.dumps(asdict(flash)).encode()).decode().rstrip("=")


def from_cookie(value: str, page: str) -> Flash:
    """The saying for one page; an empty one when there is none, or when the cookie is not one of ours."""
    if len(value) > LONGEST:
        return Flash()
    try:
        said = json.loads(base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)))
        flash = Flash(str(said["page"]), str(said["key"]), str(said["email"])[:254], int(said["minutes"]))
    except (ValueError, TypeError, KeyError, OverflowError):
        return Flash()
    return flash if flash.page == page else Flash()
