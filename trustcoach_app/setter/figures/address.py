"""Where the page's links lead: periods, leads behind a figure, the file. Pure."""

from datetime import date
from urllib.parse import urlencode

from trustcoach_app.setter.figures.measure import Figure
from trustcoach_app.setter.figures.period import CHOSEN, Period

PATH = "/dashboard/coach/setter"
CSV_PATH = "/dashboard/coach/setter.csv"
LEADS = f"{PATH}/leads"


def query_of(period: Period) -> dict[str, str]:
    """What the address says of a period."""
    return _days(period.first, period.last) if period.key == CHOSEN else {"periode": period.key}


def csv_href(period: Period) -> str:
    """The file of what is seen."""
    return f"{CSV_PATH}?{urlencode(query_of(period))}"


def leads_href(figure: Figure, period: Period) -> str:
    """The leads behind a figure; those of a state of now whatever the period."""
    return fact_href(figure.leads, None if figure.is_of_now else period)


def fact_href(fact: str, period: Period | None) -> str:
    """The leads of whom a fact holds, in a period."""
    days = _days(period.first, period.last) if period else {}
    return f"{LEADS}?{urlencode({'fait': fact, **days})}"


def _days(first: date | None, last: date) -> dict[str, str]:
    return {"du": first.isoformat(), "au": last.isoformat()} if first else {}
