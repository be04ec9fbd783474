"""The setter's words, shared by its pages. Pure."""

from urllib.parse import quote

from trustcoach_app.models.lead_history import CallOutcome
from trustcoach_app.models.leads import Gender, Lead, LeadStatus, LossReason
from trustcoach_app.setter.follow_up import Priority
from trustcoach_app.setter.keys import spelling_key

INSTAGRAM = "https://www.instagram.com/"

STATUS = {
    LeadStatus.NEW: ("Nouveau", "neutral"),
    LeadStatus.ENGAGED: ("Engagé", "info"),
    LeadStatus.QUALIFIED: ("Qualifié", "accent"),
    LeadStatus.CALL_PROPOSED: ("Call proposé", "accent"),
    LeadStatus.CALL_BOOKED: ("Call réservé", "accent"),
    LeadStatus.WON: ("Gagné", "success"),
    LeadStatus.LOST: ("Perdu", "danger"),
    LeadStatus.RELANCE: ("Relance", "warning"),
}
"""Its name and its tone."""

LOSS = {
    LossReason.PRICE: "Prix trop élevé",
    LossReason.TIME: "Manque de temps",
    LossReason.TRIED: "Déjà essayé",
    LossReason.HESITATION: "Hésitation",
    LossReason.OTHER: "Autre",
}
GENDER = {Gender.MALE: "Homme", Gender.FEMALE: "Femme", Gender.OTHER: "Autre"}
OUTCOME = {
    CallOutcome.HELD: ("tenu", "success"),
    CallOutcome.NO_SHOW: ("absent", "warning"),
    CallOutcome.CANCELLED: ("annulé", "neutral"),
}
PRIORITY = {
    Priority.HIGH: ("Priorité haute", "danger"),
    Priority.MEDIUM: ("Priorité moyenne", "warning"),
    Priority.LOW: ("Priorité basse", "neutral"),
}
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_SOURCE = {
    "story": "Story",
    "post": "Publication",
    "reel": "Reel",
    "keyword": "Mot-clé",
    "dm organique": "Message direct",
}


def source_name(source: str) -> str:
    """`story` → `Story`; what the setter names otherwise stays as it is: `LinkedIn`, and `reel_juin` → `Reel juin`."""
    return _SOURCE.get(spelling_key(source)) or capitalized(source.replace("_", " ").strip())


def capitalized(words: str) -> str:
    """`avocate au barreau` → `Avocate au barreau`; who wrote a capital anywhere meant it."""
    return words[:1].upper() + words[1:] if words.islower() else words


def slot(key: str) -> str:
    """`2-18` → `mardi, 18 h – 19 h`"""
    weekday, hour = key.split("-")
    return f"{WEEKDAYS[int(weekday) - 1]}, {int(hour)}\u202fh – {(int(hour) + 1) % 24}\u202fh"


def name_of(lead: Lead) -> str:
    """First and last name, else the username, else what little is known."""
    return full_name(lead.first_name, lead.last_name, lead.instagram_username)


def full_name(first: str, last: str, username: str) -> str:
    """`("Jeanne", "Arc", "jeanne.d")` → `Jeanne Arc`; without a name, `@jeanne.d`."""
    return f"{first} {last}".strip() or (f"@{username}" if username else "Sans nom")


def account_beside(name: str, username: str) -> str:
    """`@jeanne.d` beside `Jeanne Arc`; empty where it is the name, or unknown."""
    account = f"@{username}" if username else ""
    return "" if account == name else account


def instagram_href(username: str) -> str:
    """The account's own page on Instagram, whatever the username holds; empty where none is known.

    There is no address of a conversation that works for whoever wrote to us: from the account it is one click.
    """
    return f"{INSTAGRAM}{quote(username, safe='')}/" if username.strip(".") else ""
