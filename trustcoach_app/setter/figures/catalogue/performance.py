"""Section 6: performance and return on investment."""

from fractions import Fraction

from trustcoach_app.setter.figures.measure import Figure, Measure, Section, Unit, ratio
from trustcoach_app.setter.figures.sums import Entered, Sums
from trustcoach_app.setter.rollup.metrics import Metric

COSTS = "de coûts d’acquisition sur la période"


def _return(sums: Sums) -> Measure:
    costs = sums.total(Entered.COST_CENTS)
    return Measure(ratio(sums.total(Metric.REVENUE) - costs, costs))


def _revenue(sums: Sums) -> Measure:
    """Of each won lead the greater of the two, which stand beside: their own sums are not it."""
    signed, earned = sums.of(Metric.DEAL_CENTS), sums.of(Metric.REVENUE, "client")
    return Measure(sums.total(Metric.REVENUE), origins={"signed": signed, "earned": earned})


def _cost_of_a_client(sums: Sums) -> Measure:
    costs = sums.total(Entered.COST_CENTS)
    return Measure(ratio(costs, sums.of(Metric.WON)) if costs else None, beside=costs)


def _hours_saved(sums: Sums) -> Measure:
    minutes = sums.of(Entered.MINUTES)
    return Measure(Fraction(sums.of(Metric.SENT_BY_AI) * minutes, 60), beside=minutes)


def _best_slot(sums: Sums) -> Measure:
    slots = sums.by_dimension(Metric.BOOKED_AT)
    if not slots:
        return Measure(None)
    most, slot = max((count, slot) for slot, count in slots.items())
    return Measure(most, slot=slot)


def _deals(sums: Sums) -> Measure:
    deals = sums.of(Metric.DEALS)
    return Measure(deals, beside=ratio(sums.of(Metric.DEAL_CENTS), deals))


FIGURES = (
    Figure(
        key="roi_pct",
        section=Section.PERFORMANCE,
        label="ROI",
        unit=Unit.RATIO,
        formula="(Revenus générés − coûts d’acquisition) ÷ coûts d’acquisition, sur la période.",
        needs=COSTS,
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
        needs=f"{COSTS} ni de lead gagné",
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
        needs="de lead de la période à qui l’on a écrit",
        measure=lambda sums: Measure(ratio(sums.of(Metric.UNAIDED), sums.of(Metric.WRITTEN_TO))),
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
        leads="message_by_ai",
        beside="min par message",
        better=1,
    ),
    Figure(
        key="best_conversion_slot",
        section=Section.PERFORMANCE,
        label="Meilleur moment",
        unit=Unit.SLOT,
        formula="Le jour et l’heure, à votre heure, où le plus de calls ont été réservés sur la période.",
        needs="de call réservé sur la période",
        measure=_best_slot,
        leads="call_booked_at",
        ranked_by="creneau",
        beside="calls réservés",
        beside_one="call réservé",
    ),
    Figure(
        key="deals_closed",
        section=Section.PERFORMANCE,
        label="Ventes conclues",
        unit=Unit.COUNT,
        formula="Leads gagnés sur la période avec une valeur de vente, et la vente moyenne.",
        needs="",
        measure=_deals,
        leads="won_with_value",
        beside="par vente, en moyenne",
        beside_unit=Unit.CENTS,
        better=1,
    ),
)
