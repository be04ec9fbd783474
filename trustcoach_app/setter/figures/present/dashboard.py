"""The page in words. Pure."""

from datetime import date, datetime
from fractions import Fraction

from trustcoach_app.formats import short_day
from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.setter.figures.address import LEADS, PATH, csv_href, fact_href
from trustcoach_app.setter.figures.measure import Section, ratio
from trustcoach_app.setter.figures.period import EVER, Period
from trustcoach_app.setter.figures.present.amounts import UNKNOWN, duration, number, percent
from trustcoach_app.setter.figures.present.course import step_names
from trustcoach_app.setter.figures.present.figure import figure_row
from trustcoach_app.setter.figures.queries.dashboard import PageFacts
from trustcoach_app.setter.figures.registry import FIGURES
from trustcoach_app.setter.figures.sums import Exact, Now
from trustcoach_app.setter.figures.views import FigureRow, FunnelStep, Head, PageView, PeriodLink, StatusRow
from trustcoach_app.setter.present import STATUS
from trustcoach_app.setter.rollup.metrics import Metric

PERIODS = {"7j": "7\u202fj", "30j": "30\u202fj", "90j": "90\u202fj", EVER: "Tout"}
FUNNEL = {
    Metric.WRITTEN_TO: ("Contactés", "created_and_written"),
    Metric.COHORT_QUALIFIED: ("Qualifiés", "created_and_qualified"),
    Metric.COHORT_PROPOSED: ("Call proposé", "created_and_proposed"),
    Metric.COHORT_BOOKED: ("Call réservé", "created_and_booked"),
}
"""Of the leads created in the period, those who came to each step: what it is called, and the fact of its leads."""


def page_view(facts: PageFacts, now: datetime) -> PageView:
    """Everything, formatted."""
    sums = facts.measured.sums
    rows = {section: [] for section in Section}
    for figure in FIGURES:
        rows[figure.section].append(figure_row(figure, facts))
    rows[Section.ACTIVITY].append(_week(facts))
    return PageView(
        head=_head(facts, now),
        steps=step_names(sums.period.last, len(sums.steps), sums.step_days),
        activity=rows[Section.ACTIVITY],
        responses=rows[Section.RESPONSES],
        conversion=rows[Section.CONVERSION],
        demography=rows[Section.DEMOGRAPHY],
        pipeline=rows[Section.PIPELINE],
        performance=rows[Section.PERFORMANCE],
        funnel=_funnel(facts),
        statuses=_statuses(facts),
    )


def period_words(first: date | None, last: date) -> str:
    """`9 févr. – 10 mars 2026`; `depuis le début` of everything."""
    if first is None:
        return "depuis le début"
    if first == last:
        return f"{short_day(first)} {first.year}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{short_day(first)}{year} – {short_day(last)} {last.year}"


def _head(facts: PageFacts, now: datetime) -> Head:
    sums = facts.measured.sums
    period, updated = sums.period, sums.last_updated
    has_leads = bool(sums.this.total(Now.STATUS))
    return Head(
        choices=_choices(period),
        period=period_words(period.first, period.last),
        compared=_compared(facts) if has_leads else "",
        first=period.first.isoformat() if period.first else "",
        last=period.last.isoformat(),
        updated_at=updated.isoformat(timespec="seconds") if updated else "",
        now=now.isoformat(timespec="seconds") if updated else "",
        csv_href=csv_href(period),
        delay=_delay(facts),
        has_leads=has_leads,
    )


def _compared(facts: PageFacts) -> str:
    """`comparé au 2 – 8 mars 2026`, as many hours of them; since when there is anything, where that is too short."""
    sums = facts.measured.sums
    if not sums.period.before:
        return ""
    if sums.before is None:
        return f"données depuis le {short_day(sums.since)} {sums.since.year}" if sums.since else ""
    return f"comparé au {period_words(*sums.period.before)}" + (", à la même heure" if sums.holds_today else "")


def _choices(period: Period) -> list[PeriodLink]:
    return [PeriodLink(key, label, f"{PATH}?periode={key}", key == period.key) for key, label in PERIODS.items()]


def _delay(facts: PageFacts) -> str:
    sums = facts.measured.sums.this
    seconds = ratio(sums.of(Metric.BOOKED_AFTER_SECONDS), sums.of(Metric.BOOKED_AFTER))
    return "" if seconds is None else duration(seconds / 60)


def _week(facts: PageFacts) -> FigureRow:
    """Beside the 35."""
    return FigureRow(
        key="leads_week",
        label="Leads de la semaine",
        value=number(facts.measured.sums.this.of(Now.WEEK)),
        formula="Leads créés depuis lundi, à votre heure, quelle que soit la période.",
        href=fact_href("week", None),
    )


def _funnel(facts: PageFacts) -> list[FunnelStep]:
    """People, of one cohort: each step is of those who were written to."""
    sums = facts.measured.sums.this
    written = sums.of(Metric.WRITTEN_TO)
    sent = int(facts.measured.this["messages_sent"].amount or 0)
    messages = f"{number(sent)} {'messages envoyés' if sent >= 2 else 'message envoyé'}"
    return [
        FunnelStep(
            metric.value,
            label,
            number(sums.of(metric)),
            messages if metric is Metric.WRITTEN_TO else _of_written(sums.of(metric), written),
            fact_href(fact, facts.measured.sums.period),
        )
        for metric, (label, fact) in FUNNEL.items()
    ]


def _of_written(count: Exact, written: Exact) -> str:
    rate = ratio(count, written)
    return f"{UNKNOWN if rate is None else percent(rate)} des contactés"


def _statuses(facts: PageFacts) -> list[StatusRow]:
    sums = facts.measured.sums.this
    every = sums.total(Now.STATUS) or 1
    rows: list[StatusRow] = []
    for status in LeadStatus:
        label, tone = STATUS[status]
        count = sums.of(Now.STATUS, status)
        width = f"{float(Fraction(count, every) * 100):.2f}%"
        rows.append(StatusRow(status, label, tone, number(count), width, f"{LEADS}?statut={status.value}"))
    return rows
