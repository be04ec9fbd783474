"""Section 1: activity and volume."""

from trustcoach_app.setter.figures.measure import Figure, Measure, Section, Unit, median, ranked, ratio
from trustcoach_app.setter.figures.sums import Now, Sums
from trustcoach_app.setter.rollup.metrics import Metric

A_LEAD = "de lead créé sur la période"


def _messages_per_lead(sums: Sums) -> Measure:
    return Measure(ratio(sums.of(Metric.COHORT_MESSAGES), sums.of(Metric.LEADS)))


def _top_sources(sums: Sums) -> Measure:
    sources, leads = sums.by_dimension(Metric.LEADS_OF_SOURCE), sums.of(Metric.LEADS)
    ranks = ranked(sources, leads, 3)
    return Measure(sum(rank.count for rank in ranks) if ranks else None, ranks=ranks)


def _discussion_minutes(sums: Sums) -> Measure:
    counts, seconds = (sums.by_dimension(metric) for metric in (Metric.DISCUSSIONS, Metric.DISCUSSION_SECONDS))
    half = median(counts, seconds)
    mean = ratio(sum(seconds.values()), sum(counts.values()) * 60)
    return Measure(None if half is None else half / 60, beside=mean)


FIGURES = (
    Figure(
        key="messages_sent",
        section=Section.ACTIVITY,
        label="Messages envoyés",
        unit=Unit.COUNT,
        formula="Messages sortants de la période, de l’IA ou de vous.",
        needs="",
        measure=lambda sums: Measure(sums.of(Metric.SENT)),
        leads="message_sent",
        better=1,
    ),
    Figure(
        key="total_leads",
        section=Section.ACTIVITY,
        label="Leads",
        unit=Unit.COUNT,
        formula="Leads créés sur la période.",
        needs="",
        measure=lambda sums: Measure(sums.of(Metric.LEADS)),
        leads="created_at",
        better=1,
    ),
    Figure(
        key="leads_today",
        section=Section.ACTIVITY,
        label="Leads aujourd’hui",
        unit=Unit.COUNT,
        formula="Leads créés depuis minuit, à votre heure, quelle que soit la période.",
        needs="",
        measure=lambda sums: Measure(sums.of(Now.TODAY)),
        leads="today",
        is_of_now=True,
    ),
    Figure(
        key="avg_messages_per_lead",
        section=Section.ACTIVITY,
        label="Messages par lead",
        unit=Unit.MEAN,
        formula="Messages échangés, dans les deux sens, avec les leads créés sur la période ÷ ces leads.",
        needs=A_LEAD,
        measure=_messages_per_lead,
        leads="created_at",
    ),
    Figure(
        key="top_sources",
        section=Section.ACTIVITY,
        label="Top 3 sources",
        unit=Unit.RANKS,
        formula="Leads créés sur la période, par source ; part de tous les leads de la période.",
        needs="de lead de source connue, créé sur la période",
        measure=_top_sources,
        leads="created_at",
        ranked_by="source",
    ),
    Figure(
        key="avg_discussion_minutes",
        section=Section.ACTIVITY,
        label="Temps de discussion",
        unit=Unit.MINUTES,
        formula="Médiane de (dernier message − premier message), pour les leads créés sur la période qui ont au moins "
        "deux messages\u202f: la moitié a duré moins. La moyenne est à côté.",
        needs="de lead de la période avec deux messages",
        measure=_discussion_minutes,
        leads="discussed",
        beside="en moyenne",
        beside_unit=Unit.MINUTES,
    ),
)
