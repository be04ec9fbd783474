"""One figure in words. Pure."""

from trustcoach_app.models.leads import LossReason
from trustcoach_app.setter.figures.address import leads_href
from trustcoach_app.setter.figures.measure import Figure, Measure, Rank, Section, Unit
from trustcoach_app.setter.figures.present.amounts import UNKNOWN, amount_words, hours, number, percent
from trustcoach_app.setter.figures.present.badges import badge_of
from trustcoach_app.setter.figures.present.change import change_of
from trustcoach_app.setter.figures.present.sparkline import sparkline
from trustcoach_app.setter.figures.queries.dashboard import PageFacts
from trustcoach_app.setter.figures.sums import Exact
from trustcoach_app.setter.figures.views import FigureRow, RankRow
from trustcoach_app.setter.follow_up import Priority
from trustcoach_app.setter.present import LOSS, capitalized, slot, source_name

KINDS = {"roi_pct": "hero"}
ORIGINS = {"signed": ("signé", "signés"), "earned": ("déjà gagné", "déjà gagnés")}
URGENCIES = {Priority.HIGH: "haute", Priority.MEDIUM: "moyenne", Priority.LOW: "basse"}


def figure_row(figure: Figure, facts: PageFacts) -> FigureRow:
    """A figure of the catalogue as the page shows it."""
    this = facts.measured.this[figure.key]
    change = change_of(figure, this, facts.measured.before.get(figure.key))
    badge = (
        badge_of(this.amount) if figure.section is Section.RESPONSES and this.amount is not None else ("", "neutral")
    )
    return FigureRow(
        key=figure.key,
        label=figure.label,
        value=value_words(figure, this),
        formula=figure.formula,
        href=_href(figure, facts, this.slot),
        kind=_kind(figure),
        missing=missing_words(figure, this),
        notes=notes(figure, this),
        change=change.words,
        tone=change.tone,
        badge=badge[0],
        badge_tone=badge[1],
        width=_width(this.amount) if figure.section is Section.RESPONSES else "",
        course=_course(figure, facts),
        ranks=[_rank(figure, rank, facts) for rank in this.ranks],
    )


def value_words(figure: Figure, this: Measure) -> str:
    """Its amount; of a slot the slot, of a list what it adds up to."""
    return slot(this.slot) if this.slot else amount_words(this.amount, figure.unit)


def missing_words(figure: Figure, this: Measure) -> str:
    """`Il manque : un lead créé sur la période`"""
    return f"Il manque\u00a0: {figure.needs}" if this.amount is None else ""


def notes(figure: Figure, this: Measure) -> list[str]:
    """What stands beside an amount: its share, a second amount, where it comes from, and who is too young for it."""
    said: list[str] = []
    if this.amount is not None or figure.unit is Unit.RATIO:
        if this.slot:
            said.append(_beside(figure, this.amount))
        if figure.share_of:
            said.append(f"{UNKNOWN if this.share is None else percent(this.share)} {figure.share_of}")
        if figure.beside and this.beside:
            said.append(_beside(figure, this.beside))
        said += _origins(figure, this)
    if this.left_out:
        said.append(f"{number(this.left_out)} de moins de {hours(figure.ripens_in)} à part")
    return said


def _beside(figure: Figure, amount: Exact | None) -> str:
    one = figure.beside_one if amount is not None and amount < 2 else ""
    return f"{amount_words(amount, figure.beside_unit)} {one or figure.beside}"


def _origins(figure: Figure, this: Measure) -> list[str]:
    if not this.origins:
        return []
    if figure.unit is Unit.CENTS:
        both = ((cents, ORIGINS[origin][cents >= 200]) for origin, cents in this.origins.items())
        return [f"{amount_words(cents, Unit.CENTS)} {words}" for cents, words in both if any(this.origins.values())]
    urgent = ((words, this.origins.get(urgency)) for urgency, words in URGENCIES.items())
    return [" · ".join(f"{number(count)} {words}" for words, count in urgent if count)]


def rank_name(figure: Figure, name: str) -> str:
    """A source, a profession or a loss reason in words."""
    if figure.ranked_by == "metier":
        return capitalized(name)
    return LOSS[LossReason(name)] if figure.key == "loss_reasons" else source_name(name)


def _href(figure: Figure, facts: PageFacts, name: str) -> str:
    sums = facts.measured.sums
    return leads_href(figure, sums.period, name, ripe=sums.ripe)


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


def _course(figure: Figure, facts: PageFacts) -> str:
    if figure.is_of_now or figure.unit in (Unit.RANKS, Unit.SLOT):
        return ""
    return sparkline([figure.measure(step).amount for step in facts.measured.sums.steps])
