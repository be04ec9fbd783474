"""Public holidays, by the `holidays` library."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

COUNTRIES = {
    "FR": ("France", "fr"),
    "BE": ("Belgique", "fr"),
    "CH": ("Suisse", "fr"),
    "LU": ("Luxembourg", "fr"),
    "CA": ("Canada", "fr"),
    "MC": ("Monaco", "fr_MC"),
    "MA": ("Maroc", "fr"),
}
"""Whose national holidays a coach may choose, by ISO 3166 code: the country, and what the library calls its French."""


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> Mapping[date, str]:
    """The national holidays of a year and their French names. Raises KeyError for another country."""
    _, language = COUNTRIES[country]
    found = holidays.country_holidays(country, years=year, language=language)
    return {day: name.replace("'", "’") for day, name in found.items()}


def load_countries() -> None:
    """Have the library read its tables: with the first country it imports some 250 modules, for a third of a second."""
    for country, (_, language) in COUNTRIES.items():
        holidays.country_holidays(country, language=language)
