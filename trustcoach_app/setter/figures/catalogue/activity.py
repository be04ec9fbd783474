"""Section 1: activity and volume."""

from trustcoach_app.setter.figures.measure import (
    Compared,
    Figure,
    Measure,
    Section,
    Unit,
    count_of,
    median,
    ranked,
    ratio,
)
from trustcoach_app.setter.figures.sums import Now, Sums
from trustcoach_app.setter.rollup.metrics import Metric

A_LEAD = "Pas encore de lead créé sur cette période"


def _messages_per_lead(sums: Sums) -> Measure:
    leads = sums.of(Metric.LEADS)
    return Measure(ratio(sums.of(Metric.COHORT_MESSAGES), leads), cases=leads)


def _top_sources(sums: Sums) -> Measure:
    sources, leads = sums.by_dimension(Metric.LEADS_OF_SOURCE), sums.of(Metric.LEADS)
    ranks = ranked(sources, leads, 3)
    return Measure(sum(rank.count for rank in ranks) if ranks else None, ranks=ranks)


def _discussion_minutes(sums: Sums) -> Measure:
    counts, seconds = (sums.by_dimension(metric) for metric in (Metric.DISCUSSIONS, Metric.DISCUSSION_SECONDS))
    half = median(counts, seconds)
    talked = sum(counts.values())
    mean = ratio(sum(seconds.values()), talked * 60)
    return Measure(None if half is None else half / 60, cases=talked, buckets=counts, beside=mean)


FIGURES = (
    Figure(
        key="messages_sent",
        section=Section.ACTIVITY,
        label="Messages envoyés",
        unit=Unit.COUNT,
        formula="Messages sortants de la période, de l’IA ou de vous.",
        needs="",
        measure=count_of(Metric.SENT),
        leads="message_sent",
        compared=Compared.COUNTS,
        better=1,
    ),
    Figure(
        key="total_leads",
        section=Section.ACTIVITY,
        label="Leads",
        unit=Unit.COUNT,
        formula="Leads créés sur la période.",
        needs="",
        measure=count_of(Metric.LEADS),
        leads="created_at",
        compared=Compared.COUNTS,
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
        compared=Compared.PLAINLY,
    ),
    Figure(
        key="top_sources",
        section=Section.ACTIVITY,
        label="Top 3 sources",
        unit=Unit.RANKS,
        formula="Leads créés sur la période, par source ; part de tous les leads de la période.",
        needs="Pas encore de lead de source connue sur cette période",
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
        "deux messages : la moitié a duré moins.",
        needs="Pas encore de lead avec deux messages sur cette période",
        measure=_discussion_minutes,
        leads="discussed",
        compared=Compared.SPREADS,
    ),
)
