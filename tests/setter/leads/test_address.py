"""The address of the list: whatever stands there, a filter comes out, and goes back into the same address."""

from datetime import date
from urllib.parse import parse_qsl

import pytest

from trustcoach_app.models.leads import LeadStatus, LossReason
from trustcoach_app.setter.leads.address import PATH, Filter, LeadFact, leads_address_of

FULL = Filter(
    search="@jeanne d’arc",
    status=LeadStatus.CALL_BOOKED,
    source="dm & story",
    tag="très chaud",
    job="chargée d’affaires",
    reason=LossReason.TIME,
    slot="5-18",
    follow_up=True,
    fact=LeadFact.QUALIFIED,
    first=date(2026, 1, 2),
    last=date(2026, 1, 31),
)


def test_there_and_back() -> None:
    query = dict(parse_qsl(FULL.href().partition("?")[2]))
    assert leads_address_of(query).filter == FULL
    assert Filter().href() == PATH
    assert (Filter().is_narrow, FULL.is_narrow) == (False, True)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"statut": "x", "fait": "notes", "raison": "x", "du": "2026-02-30", "au": "1999-01-01", "relance": "oui"},
        {"apres": "9" * 60 + ".x", "avant": "1e5.2", "du": ""},
        {"creneau": "8-09", "metier": " ", "q": None, "source": 3, "etiquette": ["x"]},
        {"apres": f"{10**40}.00000000-0000-0000-0000-000000000000"},
    ],
)
def test_what_cannot_be_taken_is_left_out(asked: dict[str, object]) -> None:
    place = leads_address_of(asked)
    assert (place.filter, place.after, place.before) == (Filter(), None, None)


def test_one_day_only_and_days_the_wrong_way_round() -> None:
    assert leads_address_of({"au": "2026-01-02"}).filter == Filter(last=date(2026, 1, 2))
    swapped = leads_address_of({"du": "2026-01-02", "au": "2026-01-01"}).filter
    assert (swapped.first, swapped.last) == (date(2026, 1, 1), date(2026, 1, 2))


def test_a_search_is_cut() -> None:
    assert len(leads_address_of({"q": "a" * 500}).filter.search) == 80
