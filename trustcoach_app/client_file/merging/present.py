"""From two clients to the words of the dialog that merges them. Pure."""

from trustcoach_app.client_file.merging.views import MergeView, Pair
from trustcoach_app.clients.merging.queries import Side
from trustcoach_app.formats import french_phone, plural

WORDS = {
    "bookings": ("séance", "séances"),
    "goals": ("objectif", "objectifs"),
    "actions": ("action", "actions"),
    "client_notes": ("note", "notes"),
    "messages": ("message", "messages"),
    "booking_series": ("série", "séries"),
    "leads": ("lead", "leads"),
    "client_tags": ("étiquette", "étiquettes"),
}
"""What is named before it moves; sessions are counted by their bookings."""


def merge_view(one: Side, other: Side) -> MergeView:
    """Both side by side, as merge_clients would take them."""
    stays, goes = (other, one) if other.has_account and not one.has_account else (one, other)
    why = ", parce qu’elle a un espace" if stays is other else ""
    return MergeView(
        one=one.name,
        other=other.name,
        name=_pair(one.name, other.name),
        email=_pair(one.email or "", other.email or ""),
        phone=_pair(*(french_phone(side.phone) if side.phone else "" for side in (one, other))),
        timezone=_pair(*(side.timezone.replace("_", " ") for side in (one, other))),
        stays=f"La fiche de {stays.name} reste{why}. L’adresse de celle de {goes.name} y mènera.",
        moves=[plural(goes.counts[name], *words) for name, words in WORDS.items() if goes.counts.get(name)],
    )


def _pair(one: str, other: str) -> Pair:
    return Pair(one, other, bool(one and other and one != other))
