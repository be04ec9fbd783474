"""Where the page's links lead: periods, leads behind a figure, the file. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import urlencode

from trustcoach_app.setter.figures.measure import Figure, Section, Unit
from trustcoach_app.setter.figures.period import CHOSEN, Period
from trustcoach_app.setter.figures.sums import Ripeness, RipeningStage

PATH = "/dashboard/coach/setter"
CSV_PATH = "/dashboard/coach/setter.csv"
LEADS = f"{PATH}/leads"
ANCHORS = {
    Section.ACTIVITY: "activite",
    Section.RESPONSES: "reponses",
    Section.CONVERSION: "conversion",
    Section.DEMOGRAPHY: "demographie",
    Section.PIPELINE: "pipeline",
    Section.PERFORMANCE: "performance",
}
"""Of the page's sections: `…/setter#reponses` opens one, also where it is folded."""


def query_of(period: Period) -> dict[str, str]:
    """What the address says of a period."""
    return _days(period.first, period.last) if period.key == CHOSEN else {"periode": period.key}


def csv_href(period: Period) -> str:
    """The file of what is seen."""
    return f"{CSV_PATH}?{urlencode(query_of(period))}"


def leads_href(figure: Figure, period: Period, name: str = "", *, ripeness: Mapping[RipeningStage, Ripeness]) -> str:
    """The leads behind a figure, or behind one name of its ranks; those of a state of now whatever the period.

    Of a ratio those who are old enough to be judged; of a period in which nobody is, all.
    """
    days = None if figure.is_of_now else period
    if figure.unit is Unit.RATIO and figure.ripens:
        ripe = ripeness[figure.ripens].last
        days = replace(period, last=ripe) if (period.first or ripe) <= ripe < period.last else period
    return fact_href(figure.leads, days, {figure.ranked_by: name} if name else {})


def fact_href(fact: str, period: Period | None, also: Mapping[str, str] = MappingProxyType({})) -> str:
    """The leads of whom a fact holds, in a period."""
    days = f"&{_days_words(period.first, period.last)}" if period else ""
    return f"{LEADS}?{urlencode({'fait': fact, **also})}{days}"


@lru_cache(maxsize=64)
def _days_words(first: date | None, last: date) -> str:
    """A page has fifty links to the same period."""
    return urlencode(_days(first, last))


def _days(first: date | None, last: date) -> dict[str, str]:
    return {**({"du": first.isoformat()} if first else {}), "au": last.isoformat()}
