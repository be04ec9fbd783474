"""One figure in words. Pure."""

from collections.abc import Mapping
from fractions import Fraction

from trustcoach_app.models.leads import LossReason
from trustcoach_app.setter.figures.address import leads_href
from trustcoach_app.setter.figures.catalogue.performance import FEWEST_BOOKINGS, PARTS_OF_DAY
from trustcoach_app.setter.figures.chance import wilson
from trustcoach_app.setter.figures.measure import Compared, Figure, Measure, Rank, Section, Unit
from trustcoach_app.setter.figures.present.amounts import UNKNOWN, amount_words, cents, number, percent, waiting
from trustcoach_app.setter.figures.present.badges import verdict_of
from trustcoach_app.setter.figures.present.change import THIN, Evolution, change_of
from trustcoach_app.setter.figures.present.course import levels
from trustcoach_app.setter.figures.queries.dashboard import PageFacts
from trustcoach_app.setter.figures.sums import Exact, Ripeness, RipeningStage
from trustcoach_app.setter.figures.views import FigureRow, RankRow
from trustcoach_app.setter.follow_up import Priority
from trustcoach_app.setter.present import LOSS, capitalized, slot, source_name

KINDS = {"roi_pct": "hero"}
ORIGINS = {"signed": ("signé", "signés"), "earned": ("déjà gagné", "déjà gagnés")}
URGENCIES = {Priority.HIGH: "haute", Priority.MEDIUM: "moyenne", Priority.LOW: "basse"}
PARTS = dict(zip(PARTS_OF_DAY, ("Matin", "Après-midi", "Soir"), strict=True))
TOO_EARLY = "Trop tôt pour juger cette période"
CHANCE = "«\u00a0Peu de données\u00a0»\u202f: l’écart ne dépasse pas ce que fait le hasard (test exact, 5\u202f%)."

Ripenesses = Mapping[RipeningStage, Ripeness]


def figure_row(figure: Figure, facts: PageFacts) -> FigureRow:
    """A figure of the catalogue as the page shows it."""
    sums, this = facts.measured.sums, facts.measured.this[figure.key]
    change = change_of(figure, this, facts.measured.before.get(figure.key))
    verdict, tone = verdict_words(figure, this)
    is_rate = figure.section is Section.RESPONSES and this.amount is not None
    course = _course(figure, facts)
    return FigureRow(
        key=figure.key,
        label=figure.label,
        value=value_words(figure, this),
        formula=formula_words(figure, this, change, sums.ripeness),
        href=_href(figure, facts, this.slot),
        kind=_kind(figure),
        missing=missing_words(figure, this),
        notes=notes(figure, this, sums.ripeness),
        change=change.words,
        tone=change.tone,
        thin=THIN if change.is_thin else "",
        badge=verdict,
        badge_tone=tone,
        width=_width(this.amount) if is_rate else "",
        course=levels(course),
        told=[amount_words(amount, figure.unit) for amount in course],
        ranks=[_rank(figure, rank, facts) for rank in this.ranks],
    )


def value_words(figure: Figure, this: Measure) -> str:
    """Its amount; of a slot the slot, of a list what it adds up to."""
    if figure.unit is Unit.SLOT and this.amount:
        few = "Pas encore assez de calls" if this.amount < FEWEST_BOOKINGS else "Aucun moment ne se détache"
        return slot(this.slot) if this.slot else few
    return amount_words(this.amount, figure.unit)


def missing_words(figure: Figure, this: Measure) -> str:
    """`Pas encore de 2e message envoyé sur cette période`"""
    if this.amount is not None:
        return ""
    return this.lacks or (TOO_EARLY if this.left_out else figure.needs)


def verdict_words(figure: Figure, this: Measure) -> tuple[str, str]:
    """What a response rate is worth, where that is beyond doubt; and its tone."""
    is_judged = figure.section is Section.RESPONSES and this.amount is not None
    return verdict_of(this.part, this.whole) if is_judged else ("", "neutral")


def formula_words(figure: Figure, this: Measure, change: Evolution, ripeness: Ripenesses) -> str:
    """How it is computed, and how sure it is."""
    said = [figure.formula]
    if figure.compared is Compared.SPREADS and this.beside is not None:
        said.append(f"En moyenne\u202f: {amount_words(this.beside, figure.unit)}.")
    if figure.unit is Unit.RATIO and this.whole:
        low, high = (percent(Fraction(bound), 0) for bound in wilson(this.part, this.whole))
        said.append(f"Entre {low} et {high}, 19 fois sur 20.")
    if figure.ripens and figure.ripens is not RipeningStage.ANSWER:
        after = waiting(ripeness[figure.ripens].after)
        said.append(f"On attend {after} avant de juger\u202f: ce qu’il faut à neuf sur dix, 48\u202fh au moins.")
    return " ".join([*said, CHANCE] if change.is_thin else said)


def notes(figure: Figure, this: Measure, ripeness: Ripenesses) -> list[str]:
    """What stands beside an amount: its counts and share, a second amount, where it comes from, who is too young."""
    said = [*_counts(figure, this), *_beside(figure, this), *_origins(figure, this)]
    if this.left_out and figure.ripens:
        said.append(f"{number(this.left_out)} de moins de {waiting(ripeness[figure.ripens].after)} à part")
    return said


def _counts(figure: Figure, this: Measure) -> list[str]:
    """`6 sur 8 envoyés`; `75 % des qualifiés, 3 sur 4`; `la moitié en moins de 30 min`."""
    counted = f"{number(this.part)} sur {number(this.whole)}"
    if figure.share_of:
        return [] if this.share is None else [f"{percent(this.share)} {figure.share_of}, {counted}"]
    if figure.compared is Compared.SPREADS and this.amount is not None:
        return [f"la moitié en moins de {amount_words(this.amount, figure.unit)}"]
    return [f"{counted} {figure.of[this.whole >= 2]}"] if this.whole else []


def _beside(figure: Figure, this: Measure) -> list[str]:
    if not figure.beside or not this.beside or (this.amount is None and figure.unit is not Unit.RATIO):
        return []
    one = figure.beside_one if this.beside < 2 else ""
    return [f"{amount_words(this.beside, figure.beside_unit)} {one or figure.beside}"]


def _origins(figure: Figure, this: Measure) -> list[str]:
    said = _ORIGINS.get(figure.unit)
    return said(this.origins) if said and this.origins else []


def _of_money(origins: Mapping[str, Exact]) -> list[str]:
    both = ((money, ORIGINS[origin][money >= 200]) for origin, money in origins.items())
    return [f"{cents(money)} {words}" for money, words in both] if any(origins.values()) else []


def _of_urgency(origins: Mapping[str, Exact]) -> list[str]:
    urgent = ((words, origins.get(urgency)) for urgency, words in URGENCIES.items())
    return [" · ".join(f"{number(count)} {words}" for words, count in urgent if count)]


def _of_return(origins: Mapping[str, Exact]) -> list[str]:
    """`13 280 € pour 628 € de coûts saisis, 4 ventes`"""
    if not origins["costs"]:
        return []
    sales = f"{number(origins['sales'])} {'ventes' if origins['sales'] >= 2 else 'vente'}"
    return [f"{cents(origins['revenue'])} pour {cents(origins['costs'])} de coûts saisis, {sales}"]


def _of_day(origins: Mapping[str, Exact]) -> list[str]:
    counts = {part: [origins[f"{part}.{days}"] for days in ("week", "weekend")] for part in PARTS}
    return [
        f"{name}\u202f: {number(counts[part][0])} en semaine, {number(counts[part][1])} le week-end"
        for part, name in PARTS.items()
    ]


_ORIGINS = {Unit.CENTS: _of_money, Unit.COUNT: _of_urgency, Unit.RETURN: _of_return, Unit.SLOT: _of_day}


def rank_name(figure: Figure, name: str) -> str:
    """A source, a profession or a loss reason in words."""
    if figure.ranked_by == "metier":
        return capitalized(name)
    return LOSS[LossReason(name)] if figure.key == "loss_reasons" else source_name(name)


def _href(figure: Figure, facts: PageFacts, name: str) -> str:
    sums = facts.measured.sums
    return leads_href(figure, sums.period, name, ripeness=sums.ripeness)


def _rank(figure: Figure, rank: Rank, facts: PageFacts) -> RankRow:
    return RankRow(
        key=rank.name,
        href=_href(figure, facts, rank.name),
        name=rank_name(figure, rank.name),
        count=number(rank.count),
        share=UNKNOWN if rank.share is None else percent(rank.share),
        width=_width(rank.share),
    )


def _kind(figure: Figure) -> str:
    by_unit = {Unit.RANKS: "ranks", Unit.SLOT: "words"}
    by_section = "rate" if figure.section is Section.RESPONSES else "plain"
    return KINDS.get(figure.key) or by_unit.get(figure.unit) or by_section


def _width(part: Exact | None) -> str:
    return f"{float(min(max(part or 0, 0), 1) * 100):.2f}%"


def _course(figure: Figure, facts: PageFacts) -> list[Exact | None]:
    if figure.is_of_now or figure.unit in (Unit.RANKS, Unit.SLOT):
        return []
    return [figure.measure(step).amount for step in facts.measured.sums.steps]
