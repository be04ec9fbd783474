"""Section 3: qualification and conversion."""

from trustcoach_app.setter.figures.measure import Figure, Measure, Section, Unit, ratio
from trustcoach_app.setter.figures.sums import Sums
from trustcoach_app.setter.rollup.metrics import Metric


def _proposed(sums: Sums) -> Measure:
    share = ratio(sums.of(Metric.QUALIFIED_THEN_PROPOSED), sums.of(Metric.QUALIFIED))
    return Measure(sums.of(Metric.PROPOSED), share)


def _booked(sums: Sums) -> Measure:
    share = ratio(sums.of(Metric.PROPOSED_THEN_BOOKED), sums.of(Metric.PROPOSED))
    return Measure(sums.of(Metric.BOOKED), share)


def _conversion(sums: Sums) -> Measure:
    return Measure(ratio(sums.of(Metric.HELD_AND_WON), sums.of(Metric.HELD)), beside=sums.of(Metric.HELD))


def _no_show(sums: Sums) -> Measure:
    missed = sums.of(Metric.NO_SHOW)
    return Measure(ratio(missed, sums.of(Metric.HELD) + missed), beside=missed)


FIGURES = (
    Figure(
        key="qualified_leads",
        section=Section.CONVERSION,
        label="Prospects qualifiés",
        unit=Unit.COUNT,
        formula="Leads qualifiés sur la période.",
        needs="",
        measure=lambda sums: Measure(sums.of(Metric.QUALIFIED)),
        leads="qualified_at",
        better=1,
    ),
    Figure(
        key="qualification_rate",
        section=Section.CONVERSION,
        label="Taux de qualification",
        unit=Unit.RATIO,
        formula="Leads créés sur la période et qualifiés depuis ÷ leads créés sur la période.",
        needs="de lead créé sur la période",
        measure=lambda sums: Measure(ratio(sums.of(Metric.COHORT_QUALIFIED), sums.of(Metric.LEADS))),
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
        measure=lambda sums: Measure(sums.of(Metric.MAGNETS)),
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
        measure=lambda sums: Measure(sums.of(Metric.EMAILS)),
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
        measure=_proposed,
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
        measure=_booked,
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
        needs="de call tenu, prévu sur la période",
        measure=_conversion,
        leads="call_held",
        beside="tenus",
        beside_one="tenu",
        better=1,
    ),
    Figure(
        key="no_show_rate",
        section=Section.CONVERSION,
        label="Absents",
        unit=Unit.RATIO,
        formula="Absences ÷ (calls tenus + absences), parmi les calls prévus sur la période. Chaque call compte\u202f: "
        "qui en manque un et vient au suivant compte une fois dans chacun.",
        needs="de call tenu ou manqué, prévu sur la période",
        measure=_no_show,
        leads="call_no_show",
        beside="absences",
        beside_one="absence",
        better=-1,
    ),
)
