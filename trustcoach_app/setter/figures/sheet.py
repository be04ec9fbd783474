"""The figures as a file for a French spreadsheet, with decimal commas. Pure."""

from fractions import Fraction

from trustcoach_app.setter.figures.measure import Compared, Figure, Measure, Unit
from trustcoach_app.setter.figures.present.amounts import TEN_FOLD, amount_words, percent, rounded
from trustcoach_app.setter.figures.present.change import AGAINST, THIN, UNCHANGED, Evolution, change_of
from trustcoach_app.setter.figures.present.figure import (
    formula_words,
    missing_words,
    notes,
    rank_name,
    value_words,
    verdict_words,
)
from trustcoach_app.setter.figures.queries.dashboard import Measured
from trustcoach_app.setter.figures.registry import FIGURES
from trustcoach_app.spreadsheets import csv_file

HEADINGS = (
    "Section",
    "Indicateur",
    "Valeur",
    "Unité",
    "Période précédente",
    "Évolution",
    "Verdict",
    "Détail",
    "Formule",
)
TIMES = "×"
UNITS = {Unit.RATIO: "%", Unit.RETURN: "%", Unit.MINUTES: "min", Unit.YEARS: "ans", Unit.HOURS: "h", Unit.CENTS: "€"}
SCALE = {Unit.RATIO: Fraction(100), Unit.RETURN: Fraction(100), Unit.CENTS: Fraction(1, 100)}


def sheet(measured: Measured) -> bytes:
    """A line for each figure, in the order of the page."""
    return csv_file([HEADINGS, *(_line(figure, measured) for figure in FIGURES)])


def _line(figure: Figure, measured: Measured) -> tuple[str, ...]:
    this, before = measured.this[figure.key], measured.before.get(figure.key)
    change, ripeness = change_of(figure, this, before), measured.sums.ripeness
    is_compared = before is not None and figure.compared is not Compared.NOT
    return (
        figure.section.value,
        figure.label,
        _value(figure, this),
        TIMES if _is_multiple(figure, this) else UNITS.get(figure.unit, ""),
        _value(figure, before) if before and is_compared else "",
        _evolution(figure, this, change),
        verdict_words(figure, this)[0],
        "\u202f; ".join([*filter(None, [missing_words(figure, this)]), *notes(figure, this, ripeness)]),
        formula_words(figure, this, change, ripeness),
    )


def _evolution(figure: Figure, this: Measure, change: Evolution) -> str:
    """As the page says it; a bare `=` would begin a formula."""
    if change.words == UNCHANGED:
        return "inchangé"
    amount = f"{amount_words(this.amount, figure.unit)}, " if change.words.startswith(AGAINST) else ""
    return f"{amount}{change.words}" + (f" ({THIN})" if change.is_thin else "")


def _value(figure: Figure, measure: Measure) -> str:
    if figure.unit is Unit.SLOT:
        return value_words(figure, measure) if measure.amount else ""
    if figure.unit is Unit.RANKS:
        names = (f"{rank_name(figure, rank.name)} {percent(rank.share or 0)}" for rank in measure.ranks)
        return ", ".join(names)
    if measure.amount is None:
        return ""
    amount = measure.amount + 1 if _is_multiple(figure, measure) else measure.amount * SCALE.get(figure.unit, 1)
    return f"{rounded(amount, 2).normalize():f}".replace(".", ",")


def _is_multiple(figure: Figure, measure: Measure) -> bool:
    """Whether it is said as how often the costs came back."""
    return figure.unit is Unit.RETURN and measure.amount is not None and measure.amount + 1 >= TEN_FOLD
