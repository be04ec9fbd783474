"""The time zones that a form offers."""

from trustcoach_app.inputs import zone_names

FRENCH_ZONES = (
    ("Europe/Paris", "France métropolitaine"),
    ("Europe/Brussels", "Belgique"),
    ("Europe/Zurich", "Suisse"),
    ("Europe/Luxembourg", "Luxembourg"),
    ("Europe/Monaco", "Monaco"),
    ("America/Guadeloupe", "Guadeloupe"),
    ("America/Martinique", "Martinique"),
    ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"),
    ("Indian/Mayotte", "Mayotte"),
    ("America/Miquelon", "Saint-Pierre-et-Miquelon"),
    ("Pacific/Noumea", "Nouvelle-Calédonie"),
    ("Pacific/Tahiti", "Tahiti"),
    ("America/Toronto", "Québec, Ontario"),
)
"""Where most French-speaking coaches live, by the name that they would look for; then every zone by its own."""


def zone_options() -> list[tuple[str, str]]:
    """(zone, label): the French-speaking ones first, then all others by their own name."""
    first = dict(FRENCH_ZONES)
    others = sorted(name for name in zone_names() if "/" in name and name not in first and not name.startswith("Etc/"))
    return [*((name, f"{label} ({name})") for name, label in FRENCH_ZONES), *((n, n.replace("_", " ")) for n in others)]
