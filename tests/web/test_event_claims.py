"""What an event may say, and that nothing else of it is passed on."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.auth.sockets import NAMES
from trustcoach_app.reflex_seams.protocol import HYDRATE_AND_LOAD, ROOT
from trustcoach_app.web.event_claims import (
    DEEPEST,
    LARGEST_NUMBER,
    LONGEST_PARAMETER,
    LONGEST_PATH,
    MOST_HASHES,
    MOST_PARAMETERS,
    MOST_VALUES,
    NotAnEvent,
    an_event,
    without_surrogates,
)

SAY, TAKE = NAMES["shell_state.say"], NAMES["shell_state.take_offer"]
HALF = json.loads('"\\ud83d"')


def sent(name: object = SAY, payload: object = None, address: object = None) -> dict[str, Any]:
    """What is made of it."""
    arguments = {"text": "Bonjour"} if payload is None else payload
    return an_event({"name": name, "payload": arguments, "router_data": {} if address is None else address})


def test_an_event_of_a_page_is_passed_on_as_it_is() -> None:
    address = {"pathname": "/dashboard/coach", "asPath": "/dashboard/coach?q=été#bas", "query": {"q": "été"}}
    event = {"name": SAY, "payload": {"text": "Zoé\n👋", "tone": "neutral"}, "router_data": address}
    assert an_event(event) == event


def test_what_is_not_known_is_not_passed_on() -> None:
    kept = {"headers": {"cookie": "x"}, "sid": "x", "token": "x", "ip": "x", "extra": "x" * 200_000}
    assert sent(address={"pathname": "/", **kept})["router_data"] == {"pathname": "/", "query": {}}
    assert set(an_event({"name": SAY, "payload": {"text": ""}, "event_actions": {}, "handler": 1})) == {
        "name",
        "payload",
        "router_data",
    }


@pytest.mark.parametrize("claimed", [None, 7, "x", [], ["event"], {}, {"name": SAY, "payload": []}])
def test_what_is_no_event_is_none(claimed: object) -> None:
    with pytest.raises(NotAnEvent):
        an_event(claimed)


@pytest.mark.parametrize("name", [None, 7, [], {}, "", "gone.state.say", f"{ROOT}.on_load", "__class__", SAY + "\x00"])
def test_a_handler_that_does_not_exist(name: object) -> None:
    with pytest.raises(NotAnEvent):
        sent(name)


@pytest.mark.parametrize("payload", [{}, {"note": "x"}, {"text": "a", "tone": "b", "more": 1}, [], "text", 7, None])
def test_arguments_that_its_handler_does_not_take(payload: object) -> None:
    with pytest.raises(NotAnEvent):
        an_event({"name": SAY, "payload": payload})


@pytest.mark.parametrize("field", ["pathname", "asPath"])
@pytest.mark.parametrize(
    "value", [7, None, True, [], ["/"], {}, "", "dashboard", "http://x", "@[", "?x", "/" + "x" * LONGEST_PATH]
)
def test_an_address_that_is_none(field: str, value: object) -> None:
    with pytest.raises(NotAnEvent):
        sent(address={field: value})


@pytest.mark.parametrize("address", [7, "x", [], [["pathname", "/"]], {"query": 7}, {"query": "a=b"}, {"query": [1]}])
def test_an_address_of_another_kind(address: object) -> None:
    with pytest.raises(NotAnEvent):
        sent(address=address)


def test_a_path_names_no_host() -> None:
    """Without an Origin, Reflex would split `//[` into a host, and fail."""
    assert sent(address={"asPath": "//[evil"})["router_data"]["asPath"] == "/[evil"


def test_a_path_as_long_as_it_may_be() -> None:
    path = "/" + "x" * (LONGEST_PATH - 1)
    assert sent(address={"asPath": path})["router_data"]["asPath"] == path


def test_a_page_may_count_its_events() -> None:
    """Anything but a count is no number."""
    assert sent(address={"number": 7})["router_data"] == {"number": 7, "query": {}}
    for number in (0, -1, True, 1.5, "7", None, [7], LARGEST_NUMBER + 1):
        assert sent(address={"number": number})["router_data"] == {"query": {}}


def test_parameters_are_texts_of_bounded_number_and_length() -> None:
    odd = {"a": 1, "b": None, "c": ["x"], "d": "x" * (LONGEST_PARAMETER + 1), "x" * (LONGEST_PARAMETER + 1): "e"}
    longest = "é" * LONGEST_PARAMETER
    assert sent(address={"query": {**odd, "f": longest}})["router_data"]["query"] == {"f": longest}
    most = {str(number): "x" for number in range(MOST_PARAMETERS)}
    assert sent(address={"query": most})["router_data"]["query"] == most
    with pytest.raises(NotAnEvent):
        sent(address={"query": {**most, "one": "more"}})


def test_halves_of_characters_are_dropped_wherever_text_may_be() -> None:
    dirty = {"text": f"a{HALF}b\x00c", "tone": {f"k{HALF}": [f"{HALF}v", {"x": HALF}]}}
    address = {"pathname": f"/{HALF}x", "asPath": f"/x?{HALF}", "query": {f"{HALF}q": f"v{HALF}"}}
    event = sent(payload=dirty, address=address)
    assert event["payload"] == {"text": "abc", "tone": {"k": ["v", {"x": ""}]}}
    assert event["router_data"] == {"pathname": "/x", "asPath": "/x?", "query": {"q": "v"}}


def test_whole_characters_stay() -> None:
    for text in ("", "abc", "Zoé", "👋🏽", "\u2028", "\ufffd", "’ « »"):
        assert without_surrogates(text) == text


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), LARGEST_NUMBER + 1, 10**400, 1e300])
def test_numbers_that_no_browser_counts(number: float) -> None:
    with pytest.raises(NotAnEvent):
        sent(payload={"text": [number]})


def test_numbers_that_one_does() -> None:
    numbers = [0, -1, 0.5, LARGEST_NUMBER, -LARGEST_NUMBER, True]
    assert sent(payload={"text": numbers})["payload"]["text"] == numbers


def nested(depth: int) -> Any:
    """Lists inside one another."""
    return [nested(depth - 1)] if depth else 0


def test_depth_and_number_of_values_are_bounded() -> None:
    assert sent(payload={"text": nested(DEEPEST - 1)})
    assert sent(payload={"text": [0] * (MOST_VALUES - 10)})
    for much in (nested(DEEPEST + 1), [0] * MOST_VALUES, {str(key): 0 for key in range(MOST_VALUES // 2)}):
        with pytest.raises(NotAnEvent):
            sent(payload={"text": much})


def test_a_page_that_loads_brings_hashes_and_no_values() -> None:
    brought = {"vars": {"a": "b"}, "hashes": ["x"] * MOST_HASHES, "more": 1}
    assert sent(HYDRATE_AND_LOAD, brought)["payload"] == {"hashes": ["x"] * MOST_HASHES}
    for odd in (7, "x", {"a": 1}, [7], [["x"]], ["x"] * (MOST_HASHES + 1), None):
        assert sent(HYDRATE_AND_LOAD, {"hashes": odd})["payload"] == {}


@pytest.mark.parametrize("value", ["no", None, 7, [], {}])
def test_whether_a_page_is_hydrated_is_yes_or_no(value: object) -> None:
    with pytest.raises(NotAnEvent):
        sent(f"{ROOT}.set_is_hydrated", {"value": value})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec=None)), inner, max_size=4),
    max_leaves=20,
)


@given(payload=JSON, address=st.dictionaries(st.sampled_from(["pathname", "asPath", "query", "headers"]), JSON))
def test_whatever_is_sent_becomes_an_event_that_travels_or_none(payload: Any, address: Any) -> None:
    try:
        event = an_event({"name": TAKE, "payload": {"toast_id": payload}, "router_data": address})
    except NotAnEvent:
        return
    json.dumps(event, ensure_ascii=False, allow_nan=False).encode()
