"""The figures as a file for a French spreadsheet, with decimal commas. Pure."""

from fractions import Fraction

from trustcoach_app.setter.figures.measure import Figure, Measure, Unit
from trustcoach_app.setter.figures.present.amounts import percent, rounded
from trustcoach_app.setter.figures.present.change import UNCHANGED, change_of
from trustcoach_app.setter.figures.present.figure import rank_name
from trustcoach_app.setter.figures.queries.dashboard import Measured
from trustcoach_app.setter.figures.registry import FIGURES
from trustcoach_app.setter.present import slot
from trustcoach_app.spreadsheets import csv_file

HEADINGS = ("Section", "Indicateur", "Valeur", "Unité", "Période précédente", "Évolution", "Formule")
UNITS = {Unit.RATIO: "%", Unit.MINUTES: "min", Unit.YEARS: "ans", Unit.HOURS: "h", Unit.CENTS: "€"}
SCALE = {Unit.RATIO: Fraction(100), Unit.CENTS: Fraction(1, 100)}


def sheet(measured: Measured) -> bytes:
    """A line for each figure, in the order of the page."""
    return csv_file([HEADINGS, *(_line(figure, measured) for figure in FIGURES)])


def _line(figure: Figure, measured: Measured) -> tuple[str, ...]:
    this, before = measured.this[figure.key], measured.before.get(figure.key)
    return (
        figure.section.value,
        figure.label,
        _value(figure, this),
        UNITS.get(figure.unit, ""),
        _value(figure, before) if before and not figure.is_of_now else "",
        _evolution(figure, this, before),
        figure.formula,
    )


def _evolution(figure: Figure, this: Measure, before: Measure | None) -> str:
    """As the page says it; a bare `=` would begin a formula."""
    words = change_of(figure, this, before).words
    return "inchangé" if words == UNCHANGED else words


def _value(figure: Figure, measure: Measure) -> str:
    if measure.slot:
        return slot(measure.slot)
    if figure.unit is Unit.RANKS:
        names = (f"{rank_name(figure, rank.name)} {percent(rank.share or 0)}" for rank in measure.ranks)
        return ", ".join(names)
    if measure.amount is None:
        return ""
    amount = rounded(measure.amount * SCALE.get(figure.unit, 1), 2)
    return f"{amount.normalize():f}".replace(".", ",")
