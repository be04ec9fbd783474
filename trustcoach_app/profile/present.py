"""The profile in words, and what another zone would change. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.coaches import photo_address
from trustcoach_app.formats import clock_time, month_name, plural, short_day
from trustcoach_app.models.planning import AppointmentType
from trustcoach_app.money import euros, price_text, price_words
from trustcoach_app.names import initials, tone_index
from trustcoach_app.profile.queries import Coming, Profile, ZoneFacts
from trustcoach_app.profile.views import MovedSession, ProfileView, ZoneChange

SETTER_FOLLOWS = "Les chiffres du setter sont recalculés jour par jour\u202f; les anciens restent affichés d’ici là."

PHOTO_NEWS = {
    "grande": "Cette photo dépasse 10 Mo\u202f: choisissez-en une plus légère.",
    "illisible": "Ce fichier n’est pas une image lisible\u202f: choisissez un JPEG, un PNG ou un WebP.",
    "immense": "Cette image est trop grande\u202f: choisissez-en une de moins de 50 millions de pixels.",
    "attente": "Beaucoup de fichiers sont lus en ce moment\u202f: renvoyez votre photo dans une minute.",
}
"""What the page says of a photo that was sent, by the word that its address carries back."""


def profile_view(found: Profile) -> ProfileView:
    """The profile as its form shows it."""
    return ProfileView(
        name=found.name,
        email=found.email,
        specialty=found.specialty,
        rate=price_text(found.rate_cents),
        timezone=found.zone.key,
        initials=initials(found.name),
        tone_index=tone_index(found.name),
        photo=photo_address(found.photo_digest),
        unpriced=", ".join(found.unpriced_types),
    )


def saved(priced: list[AppointmentType]) -> str:
    """What was saved, with the prices that followed from the rate."""
    if not priced:
        return "Profil enregistré."
    prices = ", ".join(f"{row.name} {price_words(row.price_cents)}" for row in priced)
    return f"Profil enregistré. Prix d’après votre tarif\u202f: {prices}."


def zone_change(facts: ZoneFacts, now: datetime) -> ZoneChange:
    """What reads otherwise, with both hours; nothing else of a session changes."""
    hidden = facts.coming_count - len(facts.coming)
    return ZoneChange(
        zone=facts.after.key,
        sessions=[_moved(row, facts) for row in facts.coming],
        more=f"et {plural(hidden, 'autre séance', 'autres séances')}" if hidden > 0 else "",
        hours=f"Il est {clock_time(now, facts.before)} ici, {clock_time(now, facts.after)} là-bas.",
        figures=_figures(facts, now),
    )


def _moved(row: Coming, facts: ZoneFacts) -> MovedSession:
    key = row.starts_at.isoformat()
    return MovedSession(key, row.client, _when(row.starts_at, facts.before), _when(row.starts_at, facts.after))


def _when(instant: datetime, zone: ZoneInfo) -> str:
    return f"{short_day(instant.astimezone(zone).date())}, {clock_time(instant, zone)}"


def _figures(facts: ZoneFacts, now: datetime) -> list[str]:
    """Sentences about what is added up by days: the month, the setter."""
    before, after = facts.month_before, facts.month_after
    said: list[str] = []
    if (before.earned_cents, before.ahead_cents) != (after.earned_cents, after.ahead_cents):
        month = month_name(now.astimezone(facts.after).date())
        said.append(
            f"{month.capitalize()}\u202f: {euros(after.earned_cents)} gagnés au lieu de {euros(before.earned_cents)}, "
            f"{euros(after.ahead_cents)} à venir au lieu de {euros(before.ahead_cents)}."
        )
    if facts.has_leads:
        said.append(SETTER_FOLLOWS)
    return said
