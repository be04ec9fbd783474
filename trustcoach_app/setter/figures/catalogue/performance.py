"""Section 6: performance and return on investment."""

from collections.abc import Mapping
from fractions import Fraction

from trustcoach_app.setter.figures.chance import LEVEL, counts_differ
from trustcoach_app.setter.figures.measure import Compared, Figure, Measure, Section, Unit, rate_of, ratio
from trustcoach_app.setter.figures.sums import Entered, Exact, RipeningStage, Sums
from trustcoach_app.setter.rollup.metrics import Metric

NO_COSTS = "Pas encore de coût d’acquisition saisi sur cette période"
FEWEST_SALES = 5
"""Below, one sale more or less would turn a return upside down."""
FEWEST_BOOKINGS = 30

PARTS_OF_DAY = {"morning": range(12), "afternoon": range(12, 18), "evening": range(18, 24)}
WEEKEND = ("6", "7")


def _return(sums: Sums) -> Measure:
    costs, revenue, sales = sums.total(Entered.COST_CENTS), sums.total(Metric.REVENUE), sums.of(Metric.WON)
    of_what = {"revenue": revenue, "costs": costs, "sales": sales}
    if costs and sales < FEWEST_SALES:
        return Measure(None, origins=of_what, lacks=f"Pas encore de ratio\u202f: il en faut {FEWEST_SALES} ventes")
    return Measure(ratio(revenue - costs, costs), origins=of_what)


def _revenue(sums: Sums) -> Measure:
    """Of each won lead the greater of the two, which stand beside: their own sums are not it."""
    signed, earned = sums.of(Metric.DEAL_CENTS), sums.of(Metric.REVENUE, "client")
    both = {"signed": signed, "earned": earned}
    return Measure(sums.total(Metric.REVENUE), cases=sums.of(Metric.WON), origins=both)


def _cost_of_a_client(sums: Sums) -> Measure:
    costs, won = sums.total(Entered.COST_CENTS), sums.of(Metric.WON)
    lacks = "Pas encore de lead gagné sur cette période" if costs else ""
    each = ratio(costs, won) if costs else None
    return Measure(each, cases=won, exposure=costs, beside=costs, lacks=lacks)


def _hours_saved(sums: Sums) -> Measure:
    messages, minutes = sums.of(Metric.SENT_BY_AI), sums.of(Entered.MINUTES)
    return Measure(Fraction(messages * minutes, 60), cases=messages, beside=minutes)


def _best_slot(sums: Sums) -> Measure:
    """The first hour where it leads the second by more than chance; else how the bookings lie in day and week."""
    slots = sums.by_dimension(Metric.BOOKED_AT)
    total = sum(slots.values())
    if not total:
        return Measure(None)
    (most, slot), (second, _), *_ = [*sorted(((count, slot) for slot, count in slots.items()), reverse=True), (0, "")]
    if total >= FEWEST_BOOKINGS and counts_differ(int(most), int(second)) < LEVEL:
        return Measure(most, slot=slot, part=most, whole=total)
    return Measure(total, origins=_parts_of(slots))


def _parts_of(slots: Mapping[str, Exact]) -> dict[str, Exact]:
    parts: dict[str, Exact] = {f"{part}.{days}": 0 for part in PARTS_OF_DAY for days in ("week", "weekend")}
    for slot, count in slots.items():
        weekday, hour = slot.split("-")
        part = next(part for part, hours in PARTS_OF_DAY.items() if int(hour) in hours)
        parts[f"{part}.{'weekend' if weekday in WEEKEND else 'week'}"] += count
    return parts


def _deals(sums: Sums) -> Measure:
    deals = sums.of(Metric.DEALS)
    return Measure(deals, cases=deals, beside=ratio(sums.of(Metric.DEAL_CENTS), deals))


FIGURES = (
    Figure(
        key="roi_pct",
        section=Section.PERFORMANCE,
        label="ROI",
        unit=Unit.RETURN,
        formula="(Revenus générés − coûts d’acquisition) ÷ coûts d’acquisition, sur la période. "
        "À partir de dix fois les coûts, en multiple\u00a0; pas de ratio en dessous de cinq ventes.",
        needs=NO_COSTS,
        measure=_return,
        leads="won_at",
        better=1,
    ),
    Figure(
        key="revenue",
        section=Section.PERFORMANCE,
        label="Revenus générés",
        unit=Unit.CENTS,
        formula="Pour chaque lead gagné sur la période, le plus grand des deux : la valeur de la vente (signé), ou ce "
        "que son client lié a rapporté depuis (déjà gagné). Ce qu’un client rapporte compte une fois, pour son premier "
        "lead gagné.",
        needs="",
        measure=_revenue,
        compared=Compared.AMOUNTS,
        leads="won_at",
        better=1,
    ),
    Figure(
        key="acquisition_cost",
        section=Section.PERFORMANCE,
        label="Coût d’acquisition",
        unit=Unit.CENTS,
        formula="Coûts d’acquisition saisis qui tombent sur la période ÷ leads gagnés. Un coût mensuel est réparti sur "
        "les jours de son mois.",
        needs=NO_COSTS,
        compared=Compared.COUNTS,
        measure=_cost_of_a_client,
        leads="won_at",
        beside="de coûts",
        beside_unit=Unit.CENTS,
        better=-1,
    ),
    Figure(
        key="ai_efficiency",
        section=Section.PERFORMANCE,
        label="Efficacité IA",
        unit=Unit.RATIO,
        formula="Parmi les leads créés sur la période à qui l’on a écrit\u202f: ceux à qui aucun humain n’a dû écrire "
        "÷ tous.",
        needs="Pas encore de lead à qui l’on a écrit sur cette période",
        of=("lead", "leads"),
        ripens=RipeningStage.DISCUSSION,
        compared=Compared.RATIOS,
        measure=rate_of(Metric.UNAIDED, Metric.WRITTEN_TO),
        leads="unaided",
        better=1,
    ),
    Figure(
        key="hours_saved",
        section=Section.PERFORMANCE,
        label="Temps gagné",
        unit=Unit.HOURS,
        formula="Messages envoyés par l’IA × vos minutes par message (un réglage).",
        needs="",
        measure=_hours_saved,
        compared=Compared.AMOUNTS,
        leads="message_by_ai",
        beside="min par message",
        better=1,
    ),
    Figure(
        key="best_conversion_slot",
        section=Section.PERFORMANCE,
        label="Meilleur moment",
        unit=Unit.SLOT,
        formula="Le jour et l’heure, à votre heure, où le plus de calls ont été réservés sur la période\u202f: "
        "à partir de 30 réservations, et seulement si ce moment devance le suivant de plus que le hasard.",
        needs="Pas encore de call réservé sur cette période",
        measure=_best_slot,
        leads="call_booked_at",
        ranked_by="creneau",
        of=("call réservé", "calls réservés"),
    ),
    Figure(
        key="deals_closed",
        section=Section.PERFORMANCE,
        label="Ventes conclues",
        unit=Unit.COUNT,
        formula="Leads gagnés sur la période avec une valeur de vente, et la vente moyenne.",
        needs="",
        measure=_deals,
        compared=Compared.COUNTS,
        leads="won_with_value",
        beside="par vente, en moyenne",
        beside_unit=Unit.CENTS,
        better=1,
    ),
)
