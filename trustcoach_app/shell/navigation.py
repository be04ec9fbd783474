"""Where each role can go. A new page adds its line here."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["coach", "admin", "client", "sponsor"]


@dataclass(frozen=True)
class Entry:
    """One destination of the frame."""

    key: str
    label: str
    href: str
    icon: str
    letter: str = ""
    """What leads there after `g`."""


PROFILE = Entry("profile", "Mon profil", "/dashboard/coach/parametres", "user-round")
SECURITY = Entry("security", "Sécurité", "/compte", "shield-check")
"""In the person's menu, not among the destinations."""

ENTRIES: dict[Role, tuple[Entry, ...]] = {
    "coach": (
        Entry("focus", "Focus", "/dashboard/coach", "sun", "f"),
        Entry("clients", "Clients", "/dashboard/coach/clients", "users-round", "c"),
        Entry("planning", "Planning", "/dashboard/coach/planning", "calendar-days", "p"),
        Entry("setter", "Setter", "/dashboard/coach/setter", "messages-square", "s"),
    ),
    "admin": (
        Entry("coaches", "Coachs", "/admin", "users"),
        Entry("dead_letters", "Événements non compris", "/admin/evenements", "mail-warning"),
    ),
    "client": (Entry("home", "Mon espace", "/espace", "house"),),
    "sponsor": (SECURITY,),
}

COACH = "/dashboard/coach"
PLACES: dict[Role, tuple[Entry, ...]] = {
    "coach": (
        *ENTRIES["coach"],
        Entry("planning_setup", "Réglages du planning", f"{COACH}/planning/parametres", "calendar-days"),
        Entry("import", "Importer un agenda ou des clients", f"{COACH}/planning/importer", "calendar-days"),
        Entry("leads", "Leads", f"{COACH}/setter/leads", "messages-square"),
        Entry("setter_settings", "Réglages du setter", f"{COACH}/setter/reglages", "messages-square"),
        Entry("connection", "Connexion du setter", f"{COACH}/setter/connexion", "messages-square"),
        Entry("lead_import", "Importer des leads", f"{COACH}/setter/importer", "messages-square"),
        PROFILE,
        SECURITY,
    ),
}
"""Where the palette of a role leads: its destinations, and the pages behind them."""


def home(role: Role) -> str:
    """The path where a role starts."""
    return ENTRIES[role][0].href
