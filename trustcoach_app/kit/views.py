"""Invented rows for the kit."""

from dataclasses import dataclass

from trustcoach_app.choices import Option
from trustcoach_app.shell.views import Viewer


@dataclass(frozen=True)
class Payment:
    """A row of the kit's table."""

    id: str
    day: str
    person: str
    initials: str
    tone_index: int
    amount: str
    status: str
    tone: str


PAYMENTS = [
    Payment("1", "12 janv.", "Camille Aubert", "CA", 1, "80 €", "Encaissé", "success"),
    Payment("2", "10 janv.", "Hugo Lemaire", "HL", 4, "1 240 €", "En attente", "warning"),
    Payment("3", "8 janv.", "Inès Moreau-Delacroix", "IM", 6, "80 €", "Remboursé", "danger"),
]
MODES = [Option("remote", "À distance"), Option("phone", "Par téléphone"), Option("place", "Au cabinet")]
VIEWER = Viewer("Thomas Exemple", "TE", "thomas@exemple.fr", "Coach", 2, [("Espace client", "/espace")])
