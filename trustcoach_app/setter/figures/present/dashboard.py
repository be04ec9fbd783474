"""The page in words. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from trustcoach_app.formats import plural, short_day
from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.setter.figures.address import LEADS, PATH, csv_href, fact_href, leads_href
from trustcoach_app.setter.figures.measure import Section, ratio
from trustcoach_app.setter.figures.period import EVER, Period
from trustcoach_app.setter.figures.present.amounts import UNKNOWN, duration, number, percent
from trustcoach_app.setter.figures.present.figure import figure_row
from trustcoach_app.setter.figures.queries.dashboard import PageFacts
from trustcoach_app.setter.figures.registry import BY_KEY, FIGURES
from trustcoach_app.setter.figures.sums import Exact, Now
from trustcoach_app.setter.figures.views import (
    FigureRow,
    FollowUpRow,
    FunnelStep,
    Head,
    PageView,
    PeriodLink,
    StatusRow,
)
from trustcoach_app.setter.follow_up import FORGOTTEN_AFTER, Priority
from trustcoach_app.setter.present import PRIORITY, STATUS, account_beside, full_name
from trustcoach_app.setter.rollup.metrics import Metric

PERIODS = {"7j": "7\u202fj", "30j": "30\u202fj", "90j": "90\u202fj", EVER: "Tout"}
FUNNEL = {
    "messages_sent": "Messages envoyés",
    "qualified_leads": "Qualifiés",
    "calls_proposed": "Calls proposés",
    "calls_booked": "Calls réservés",
}


def page_view(facts: PageFacts, now: datetime) -> PageView:
    """Everything, formatted."""
    rows = {section: [] for section in Section}
    for figure in FIGURES:
        rows[figure.section].append(figure_row(figure, facts))
    rows[Section.ACTIVITY].append(_week(facts))
    return PageView(
        head=_head(facts, now),
        activity=rows[Section.ACTIVITY],
        responses=rows[Section.RESPONSES],
        conversion=rows[Section.CONVERSION],
        demography=rows[Section.DEMOGRAPHY],
        pipeline=rows[Section.PIPELINE],
        performance=rows[Section.PERFORMANCE],
        funnel=_funnel(facts),
        statuses=_statuses(facts),
        follow_ups=[_follow_up(row, now) for row in facts.follow_ups],
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
    waiting = int(facts.measured.this["leads_to_follow_up"].amount or 0)
    has_leads = bool(sums.this.total(Now.STATUS))
    return Head(
        choices=_choices(period),
        period=period_words(period.first, period.last),
        compared=period_words(*period.before) if period.before and has_leads else "",
        first=period.first.isoformat() if period.first else "",
        last=period.last.isoformat(),
        updated_at=updated.isoformat(timespec="seconds") if updated else "",
        now=now.isoformat(timespec="seconds") if updated else "",
        csv_href=csv_href(period),
        delay=_delay(facts),
        all_follow_ups=f"Voir les {number(waiting)} leads" if waiting > len(facts.follow_ups) else "",
        forgotten=_forgotten(int(sums.this.total(Now.FORGOTTEN))),
        has_leads=has_leads,
    )


def _forgotten(count: int) -> str:
    leads = plural(count, "lead", "leads").replace(str(count), number(count), 1)
    return f"{leads} sans contact depuis plus de {FORGOTTEN_AFTER.days}\u00a0jours" if count else ""


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
    rates = {
        "qualified_leads": facts.measured.this["qualification_rate"].amount,
        "calls_proposed": facts.measured.this["calls_proposed"].share,
        "calls_booked": facts.measured.this["calls_booked"].share,
    }
    of_what = {"qualified_leads": "des leads", "calls_proposed": "des qualifiés", "calls_booked": "des proposés"}
    return [
        FunnelStep(
            key,
            label,
            number(facts.measured.this[key].amount or 0),
            _rate(rates, of_what, key),
            leads_href(BY_KEY[key], facts.measured.sums.period, ripe=facts.measured.sums.ripe),
        )
        for key, label in FUNNEL.items()
    ]


def _rate(rates: dict[str, Exact | None], of_what: dict[str, str], key: str) -> str:
    rate = rates.get(key)
    if key not in of_what:
        return ""
    return f"{UNKNOWN if rate is None else percent(rate)} {of_what[key]}"


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


def _follow_up(row: Any, now: datetime) -> FollowUpRow:
    status, status_tone = STATUS[row.status]
    priority, priority_tone = PRIORITY[Priority(row.priority)]
    days = (now - (row.last_contact_at or row.active_at)).days
    silence = "aujourd’hui" if days < 1 else plural(days, "jour")
    name = full_name(row.first_name, row.last_name, row.instagram_username)
    return FollowUpRow(
        id=str(row.id),
        href=f"{LEADS}/{row.id}",
        name=name,
        username=account_beside(name, row.instagram_username),
        silence=silence,
        priority=priority,
        priority_tone=priority_tone,
        status=status,
        status_tone=status_tone,
        reason=_reason(row, days),
    )


def _reason(row: Any, days: int) -> str:
    if row.status is LeadStatus.LOST:
        return "A écrit après la perte"
    if row.status is LeadStatus.RELANCE:
        return (
            "Marqué «\u00a0relance\u00a0»"
            if row.priority != Priority.HIGH
            else "Marqué «\u00a0relance\u00a0», déjà qualifié"
        )
    return f"Votre dernier message est sans réponse depuis {plural(days, 'jour')}"


def figures_of(view: PageView) -> Sequence[FigureRow]:
    """All figures of the page, in its order."""
    return [
        *view.activity, *view.responses, *view.conversion, *view.demography, *view.pipeline, *view.performance
    ]  # fmt: skip
