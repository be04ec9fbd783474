"""How the columns of the two files may be called. Names are compared folded: no accents, no case, `_` as a space."""

from collections.abc import Mapping, Sequence
from typing import Literal

from trustcoach_app.names import fold
from trustcoach_app.uploads.fields import bare
from trustcoach_app.uploads.text import Unreadable

Kind = Literal["leads", "messages"]

_ID = ("user id instagram", "instagram id", "id instagram", "identifiant instagram", "ig id", "compte instagram id")
_USERNAME = ("instagram username", "username", "pseudo", "pseudo instagram", "nom d utilisateur", "instagram", "compte")

LEADS: Mapping[str, Sequence[str]] = {
    "user_id_instagram": _ID,
    "contact_id": ("contact id", "id contact", "id manychat", "manychat id", "subscriber id"),
    "instagram_username": _USERNAME,
    "first_name": ("first name", "firstname", "prenom"),
    "last_name": ("last name", "lastname", "nom", "nom de famille"),
    "email": ("email", "e mail", "mail", "courriel", "adresse e mail"),
    "age": ("age",),
    "gender": ("gender", "genre", "sexe"),
    "job_title": ("job title", "job", "metier", "profession", "poste"),
    "source": ("source", "origine", "provenance"),
    "status": ("status", "lead status", "statut", "etape"),
    "created_at": ("created at", "date de creation", "cree le", "date d ajout", "date"),
    "qualified_at": ("qualified at", "qualifie le", "date de qualification"),
    "lead_magnet_sent_at": ("lead magnet sent at", "lead magnet envoye le"),
    "email_captured_at": ("email captured at", "email capture le", "e mail capture le"),
    "call_proposed_at": ("call proposed at", "call propose le"),
    "call_booked_at": ("call booked at", "call reserve le"),
    "call_scheduled_at": ("call scheduled at", "date du call", "call prevu le"),
    "call_outcome": ("call outcome", "resultat du call", "issue du call"),
    "won_at": ("won at", "gagne le", "date de vente"),
    "lost_at": ("lost at", "perdu le"),
    "deal_value": ("deal value", "valeur", "montant", "valeur du deal", "montant du deal"),
    "loss_reason": ("loss reason", "raison de perte", "raison", "motif"),
    "tags": ("tags", "tag", "etiquettes"),
}
MESSAGES: Mapping[str, Sequence[str]] = {
    "user_id_instagram": _ID,
    "instagram_username": _USERNAME,
    "direction": ("direction", "sens"),
    "sender": ("sender", "expediteur", "auteur", "envoye par"),
    "text": ("text", "texte", "message", "contenu", "body"),
    "sent_at": ("sent at", "envoye le", "date d envoi", "created at", "date"),
}
NEEDED: Mapping[Kind, Sequence[str]] = {
    "leads": ("user_id_instagram", "created_at"),
    "messages": ("user_id_instagram", "direction", "text", "sent_at"),
}
DATES = tuple(name for name in LEADS if name.endswith("_at"))


def understood(header: Sequence[str]) -> tuple[Kind, dict[str, int]]:
    """Which file it is, and which column holds what. Raises Unreadable, naming what is missing."""
    messages = _places(header, MESSAGES)
    kind: Kind = "messages" if messages.keys() >= {"direction", "text"} else "leads"
    places = messages if kind == "messages" else _places(header, LEADS)
    if missing := [name for name in NEEDED[kind] if name not in places]:
        names = ", ".join(f"«\u00a0{name}\u00a0»" for name in missing)
        raise Unreadable(
            f"Ligne 1 : il manque {names}. Chaque colonne porte son nom sur la première ligne, comme dans les modèles."
        )
    return kind, places


def _places(header: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The first column of each name."""
    folded = [fold(bare(cell)) for cell in header]
    found = {name: [at for at, cell in enumerate(folded) if cell in spellings] for name, spellings in names.items()}
    return {name: places[0] for name, places in found.items() if places}
