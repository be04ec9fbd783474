"""How the columns of a list of people may be called: by spreadsheets, Google, Outlook, Apple and their kin. Pure.

Names are compared folded: no accents, no case, signs as spaces. What only says which of several one is (« 1 »,
« domicile », « Work ») is left out: `E-mail 1 - Value` is an address, `Téléphone (bureau)` a number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from trustcoach_app.names import fold
from trustcoach_app.uploads.fields import bare

Part = Literal["name", "first", "middle", "last", "email", "phone"]


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split(", "))


PARTS: Mapping[Part, frozenset[str]] = {
    "name": _words(
        "nom complet, client, name, full name, contact, nom et prenom, prenom et nom, display name, nom prenom",
        "prenom nom, nom du client, nom client, client name, nom affiche, cliente",
    ),
    "first": _words("prenom, prenoms, first name, firstname, given name, forename"),
    "middle": _words("middle name, additional name, deuxieme prenom, second prenom"),
    "last": _words("nom, nom de famille, last name, lastname, surname, family name"),
    "email": _words(
        "email, e mail, mail, courriel, mel, adresse e mail, adresse mail, adresse email, email address",
        "e mail address, mail address, adresse de messagerie, adresse electronique, adresse courriel",
        "adresse de courriel, messagerie, emails, e mails",
    ),
    "phone": _words(
        "telephone, tel, portable, mobile, phone, phone number, numero de telephone, gsm, mobile phone, cell",
        "cell phone, cellulaire, natel, iphone, mobile number, numero de mobile, tel mobile, tel portable",
        "telephone mobile, telephone portable, numero de portable, phones, n de telephone, no de telephone",
        "telephones, ligne directe",
    ),
}
MOBILE = ("mobile", "portable", "cell", "gsm", "natel", "iphone", "cellulaire")

_WHICH = _words(
    "value, valeur, home, work, other, main, primary, business, personal, company, school, domicile, bureau",
    "travail, pro, professionnel, professionnelle, personnel, personnelle, perso, principal, principale, autre",
    "societe, entreprise, prive, privee, icloud",
)


@dataclass(frozen=True)
class Columns:
    """The places of what is understood. Of several addresses and numbers the likelier come first, mobiles above all."""

    name: tuple[int, ...] = ()
    first: tuple[int, ...] = ()
    middle: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    email: tuple[int, ...] = ()
    phone: tuple[int, ...] = ()

    @property
    def has_name(self) -> bool:
        """Whether anybody can be named."""
        return bool(self.name or self.first or self.last)

    @property
    def used(self) -> set[int]:
        """Every place."""
        return {*self.name, *self.first, *self.middle, *self.last, *self.email, *self.phone}


def understood(header: Sequence[str]) -> Columns:
    """Which column holds what. « Nom » alone is the whole name; beside « Prénom » it is the family name."""
    folded = [_folded(cell) for cell in header]
    places = {part: [at for at, name in enumerate(folded) if _is(name, names)] for part, names in PARTS.items()}
    places["phone"].sort(key=lambda at: not any(word in folded[at] for word in MOBILE))
    return Columns(**{part: tuple(found) for part, found in places.items()})


def _folded(cell: str) -> str:
    return " ".join(fold(bare(cell).replace(".", " ").replace("+", " ").replace("@", " ")).split())


def _is(name: str, names: frozenset[str]) -> bool:
    """Whether the column has one of the names, as it stands or without what says which one it is."""
    words = [word for word in name.split() if not word.isdigit()]
    return " ".join(words) in names or " ".join(word for word in words if word not in _WHICH) in names
