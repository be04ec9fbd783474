"""Section 5: pipeline and follow-ups."""

from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.setter.figures.measure import Compared, Figure, Measure, Section, Unit, count_of, ranked, ratio
from trustcoach_app.setter.figures.sums import Now, Sums
from trustcoach_app.setter.rollup.metrics import Metric

CLOSED = (LeadStatus.WON, LeadStatus.LOST)


def _lost(sums: Sums) -> Measure:
    lost = sums.of(Metric.LOST)
    closed = sums.of(Metric.WON) + lost
    return Measure(lost, ratio(lost, closed), part=lost, whole=closed, cases=lost)


def _to_follow_up(sums: Sums) -> Measure:
    statuses = sums.by_dimension(Now.STATUS)
    still_open = sum(count for status, count in statuses.items() if status not in CLOSED)
    waiting, back = sums.total(Now.TO_FOLLOW_UP), sums.of(Now.RETURNED)
    due, by_priority = waiting - back, sums.by_dimension(Now.TO_FOLLOW_UP)
    return Measure(waiting, ratio(due, still_open), part=due, whole=still_open, beside=back, origins=by_priority)


def _loss_reasons(sums: Sums) -> Measure:
    reasons = sums.by_dimension(Metric.LOST_FOR)
    ranks = ranked(reasons, sums.of(Metric.LOST), 5)
    known = sum(rank.count for rank in ranks)
    return Measure(known if ranks else None, ranks=ranks, beside=reasons.get("", 0))


FIGURES = (
    Figure(
        key="new_leads",
        section=Section.PIPELINE,
        label="Nouveaux",
        unit=Unit.COUNT,
        formula="Leads qui sont « nouveau » en ce moment.",
        needs="",
        measure=lambda sums: Measure(sums.of(Now.STATUS, LeadStatus.NEW)),
        leads="status_new",
        is_of_now=True,
    ),
    Figure(
        key="leads_won",
        section=Section.PIPELINE,
        label="Gagnés",
        unit=Unit.COUNT,
        formula="Leads gagnés sur la période.",
        needs="",
        measure=count_of(Metric.WON),
        compared=Compared.COUNTS,
        leads="won_at",
        better=1,
    ),
    Figure(
        key="leads_lost",
        section=Section.PIPELINE,
        label="Perdus",
        unit=Unit.COUNT,
        formula="Leads perdus sur la période. La part\u202f: de ceux qui y ont été gagnés ou perdus.",
        needs="",
        measure=_lost,
        compared=Compared.COUNTS,
        leads="lost_at",
        share_of="des leads clos",
        better=-1,
    ),
    Figure(
        key="leads_to_follow_up",
        section=Section.PIPELINE,
        label="À relancer",
        unit=Unit.COUNT,
        formula="Leads ouverts, sans call à venir, dont le dernier message est de vous et plus ancien que son délai "
        "(qualifié et au-delà : 2 jours, engagé : 3, nouveau : 7), ou en relance ; et leads perdus qui ont écrit après "
        "la perte. Relancés ou reportés, ils reviennent à la fin de leur délai. La part\u202f: des leads ouverts.",
        needs="",
        measure=_to_follow_up,
        leads="to_follow_up",
        share_of="des leads ouverts",
        beside="ont écrit après la perte",
        beside_one="a écrit après la perte",
        is_of_now=True,
    ),
    Figure(
        key="loss_reasons",
        section=Section.PIPELINE,
        label="Raisons de perte",
        unit=Unit.RANKS,
        formula="Leads perdus sur la période, par raison ; part de tous les leads perdus de la période.",
        needs="Pas encore de lead perdu avec sa raison sur cette période",
        measure=_loss_reasons,
        leads="lost_at",
        ranked_by="raison",
        beside="sans raison",
    ),
)
