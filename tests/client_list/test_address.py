"""What an address asks for comes back out of it, and whatever else stands there is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcoach_app.bookings.health import Health
from trustcoach_app.client_list.address import (
    CSV_PATH,
    LONGEST_SEARCH,
    Activity,
    ClientFilter,
    ClientsAddress,
    Sort,
    clients_address_of,
)
from trustcoach_app.cursors import Cursor
from trustcoach_app.models.clients import ClientStage

words = st.text("abc é&=%?#", max_size=20).map(str.strip)
filters = st.builds(
    ClientFilter,
    search=words,
    health=st.none() | st.sampled_from(Health),
    stage=st.none() | st.sampled_from(ClientStage),
    activity=st.sampled_from(Activity),
    tag=words,
    sort=st.sampled_from(Sort),
)


def asked(href: str) -> dict[str, str]:
    """Its parameters, as a page gets them."""
    from urllib.parse import parse_qsl, urlsplit

    return dict(parse_qsl(urlsplit(href).query))


@given(filters, st.none() | st.builds(Cursor, st.integers(-(2**61), 2**61), st.uuids(), words))
def test_there_and_back(wanted: ClientFilter, at: Cursor | None) -> None:
    assert clients_address_of(asked(wanted.href())) == ClientsAddress(wanted)
    if at:
        assert clients_address_of(asked(wanted.href(apres=at))) == ClientsAddress(wanted, after=at)
        assert clients_address_of(asked(wanted.href(avant=at))) == ClientsAddress(wanted, before=at)


@pytest.mark.parametrize(
    "said",
    [{}, {"sante": "x", "etape": "x", "activite": "x", "tri": "x", "apres": "x", "avant": "x"}, {"q": None, "tri": 3}],
)
def test_anything_else_is_left_out(said: dict[str, object]) -> None:
    assert clients_address_of(said) == ClientsAddress()


def test_a_search_is_bounded() -> None:
    assert len(clients_address_of({"q": "x" * 5000}).filter.search) == LONGEST_SEARCH


def test_an_order_leaves_nobody_out() -> None:
    assert not ClientFilter(sort=Sort.NAME).is_narrow
    assert ClientFilter(activity=Activity.ARCHIVED).is_narrow
    assert ClientFilter(tag="vip").href(CSV_PATH) == "/dashboard/coach/clients.csv?etiquette=vip"
