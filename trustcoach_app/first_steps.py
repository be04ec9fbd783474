"""The steps of a coach's first hour, in their order: which capability knows of each, and where it is done."""

from trustcoach_app import shell
from trustcoach_app.availability.queries import has_own_hours
from trustcoach_app.bookings.queries import has_booked
from trustcoach_app.importing.queries import has_imported
from trustcoach_app.profile.queries import has_rate
from trustcoach_app.setter.connection.queries import is_connected

COACH = "/dashboard/coach"
STEPS = (
    shell.FirstStep(
        "rate",
        "Indiquer mon tarif",
        "Vos séances prennent ce prix\u202f; sans lui, elles sont «\u00a0à tarifer\u00a0».",
        f"{COACH}/parametres",
        has_rate,
    ),
    shell.FirstStep(
        "hours",
        "Vérifier mes horaires",
        "Au départ\u202f: du lundi au vendredi, de 9 h à 12 h et de 14 h à 18 h. "
        "En France, les jours fériés sont fermés\u202f; cela se change dans les règles du planning.",
        f"{COACH}/planning/parametres?onglet=disponibilites",
        has_own_hours,
    ),
    shell.FirstStep(
        "import",
        "Importer mon agenda et mes clients",
        "Depuis Google, Outlook, Apple ou un fichier. Rien n’est écrit avant que vous l’ayez vu.",
        f"{COACH}/planning/importer",
        has_imported,
    ),
    shell.FirstStep(
        "session",
        "Ajouter une première séance",
        "La fiche de votre client se crée en même temps.",
        "",
        has_booked,
    ),
    shell.FirstStep(
        "setter",
        "Connecter mon setter",
        "Si quelqu’un répond pour vous sur Instagram\u202f: ses chiffres arrivent ici.",
        f"{COACH}/setter/connexion",
        is_connected,
    ),
)


def register_first_steps() -> None:
    """Called once, when the application starts."""
    for step in STEPS:
        shell.register_step(step)
