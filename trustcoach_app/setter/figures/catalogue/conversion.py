"""Section 3: qualification and conversion."""

from collections.abc import Callable

from trustcoach_app.setter.figures.measure import Compared, Figure, Measure, Section, Unit, count_of, rate_of, ratio
from trustcoach_app.setter.figures.sums import RipeningStage, Sums
from trustcoach_app.setter.rollup.metrics import Metric


def _with_share(metric: Metric, part: Metric, whole: Metric) -> Callable[[Sums], Measure]:
    """A count, and of those who came to the stage before it the share that came further."""

    def count(sums: Sums) -> Measure:
        some, every, came = sums.ripe(part), sums.ripe(whole), sums.of(metric)
        return Measure(came, ratio(some, every), part=some, whole=every, cases=came, left_out=sums.young(whole))

    return count


def _no_show(sums: Sums) -> Measure:
    missed = sums.of(Metric.NO_SHOW)
    due = sums.of(Metric.HELD) + missed
    return Measure(ratio(missed, due), part=missed, whole=due)


FIGURES = (
    Figure(
        key="qualified_leads",
        section=Section.CONVERSION,
        label="Prospects qualifiés",
        unit=Unit.COUNT,
        formula="Leads qualifiés sur la période.",
        needs="",
        measure=count_of(Metric.QUALIFIED),
        compared=Compared.COUNTS,
        leads="qualified_at",
        better=1,
    ),
    Figure(
        key="qualification_rate",
        section=Section.CONVERSION,
        label="Taux de qualification",
        unit=Unit.RATIO,
        formula="Leads créés sur la période et qualifiés depuis ÷ leads créés sur la période.",
        needs="Pas encore de lead créé sur cette période",
        measure=rate_of(Metric.COHORT_QUALIFIED, Metric.LEADS),
        of=("lead", "leads"),
        ripens=RipeningStage.QUALIFICATION,
        compared=Compared.RATIOS,
        leads="created_and_qualified",
        better=1,
    ),
    Figure(
        key="lead_magnets_sent",
        section=Section.CONVERSION,
        label="Lead magnets envoyés",
        unit=Unit.COUNT,
        formula="Leads à qui un lead magnet a été envoyé sur la période.",
        needs="",
        measure=count_of(Metric.MAGNETS),
        compared=Compared.COUNTS,
        leads="lead_magnet_sent_at",
        better=1,
    ),
    Figure(
        key="emails_captured",
        section=Section.CONVERSION,
        label="E-mails recueillis",
        unit=Unit.COUNT,
        formula="Leads qui ont donné leur adresse sur la période.",
        needs="",
        measure=count_of(Metric.EMAILS),
        compared=Compared.COUNTS,
        leads="email_captured_at",
        better=1,
    ),
    Figure(
        key="calls_proposed",
        section=Section.CONVERSION,
        label="Calls proposés",
        unit=Unit.COUNT,
        formula="Leads à qui un call a été proposé sur la période. La part\u202f: des leads qualifiés sur la période, "
        "ceux à qui un call a été proposé depuis.",
        needs="",
        measure=_with_share(Metric.PROPOSED, Metric.QUALIFIED_THEN_PROPOSED, Metric.QUALIFIED),
        ripens=RipeningStage.PROPOSAL,
        compared=Compared.COUNTS,
        leads="call_proposed_at",
        share_of="des qualifiés",
        better=1,
    ),
    Figure(
        key="calls_booked",
        section=Section.CONVERSION,
        label="Calls réservés",
        unit=Unit.COUNT,
        formula="Leads qui ont réservé un call sur la période. La part : des leads à qui un call a été proposé sur la "
        "période, ceux qui ont réservé depuis.",
        needs="",
        measure=_with_share(Metric.BOOKED, Metric.PROPOSED_THEN_BOOKED, Metric.PROPOSED),
        ripens=RipeningStage.BOOKING,
        compared=Compared.COUNTS,
        leads="call_booked_at",
        share_of="des proposés",
        better=1,
    ),
    Figure(
        key="call_conversion_rate",
        section=Section.CONVERSION,
        label="Conversion des calls",
        unit=Unit.RATIO,
        formula="Calls d’où vient une vente ÷ calls tenus, parmi les calls prévus sur la période. Chaque call compte : "
        "un lead qui en a eu deux compte deux fois. Un call tenu plus tôt que prévu compte le jour où il a été tenu.",
        needs="Pas encore de call tenu sur cette période",
        measure=rate_of(Metric.HELD_AND_WON, Metric.HELD),
        of=("tenu", "tenus"),
        ripens=RipeningStage.SALE,
        compared=Compared.RATIOS,
        leads="call_held",
        better=1,
    ),
    Figure(
        key="no_show_rate",
        section=Section.CONVERSION,
        label="Absents",
        unit=Unit.RATIO,
        formula="Absences ÷ (calls tenus + absences), parmi les calls prévus sur la période. Chaque call compte\u202f: "
        "qui en manque un et vient au suivant compte une fois dans chacun.",
        needs="Pas encore de call tenu ou manqué sur cette période",
        of=("call", "calls"),
        compared=Compared.RATIOS,
        measure=_no_show,
        leads="call_no_show",
        better=-1,
    ),
)
