"""What a websocket may carry, message by message."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.auth.sockets import NAMES
from trustcoach_app.web.socket_messages import LONGEST_MESSAGE, LONGEST_REPORT, NotSpoken, checked

SAY = NAMES["shell_state.say"]
EVENT = {"name": SAY, "payload": {"text": "Bonjour, Zoé"}, "router_data": {"pathname": "/", "query": {}}}


def message(start: str, data: Any) -> str:
    """As a page writes it."""
    return start + json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize(
    "said",
    [
        "3",
        "1",
        "41/_event,",
        message("40/_event,", {}),
        message("40/_event,", {"state_schema": "0123456789abcdef", "event": EVENT}),
        message("42/_event,", ["event", EVENT]),
        message("42/_event,", ["client_error", {"error_type": "a", "message": "b", "substate": "c"}]),
    ],
)
def test_what_a_page_says_is_passed_on_as_it_is(said: str) -> None:
    assert checked(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "",
        "x",
        "0",
        "2",
        "2probe",
        "5",
        "6",
        "3probe",
        "4",
        "4{",
        "40",
        "40/,{}",
        "40/admin,{}",
        "40/_event",
        "40/_event?x=1,{}",
        "42[]",
        '42["event",{}]',
        '42/_event,7["event",{}]',
        "43/_event,1[]",
        "44/_event,{}",
        '451-/_event,["event",{"_placeholder":true,"num":0}]',
        '4599999-/_event,["event",{}]',
        "461-/_event,1[]",
        "b4AAAA",
        "42/_event,{",
        "42/_event,{}",
        "42/_event,7",
        "42/_event,[]",
        "42/_event,[[]]",
        '42/_event,["event",NaN]',
        '42/_event,["event",Infinity]',
        '42/_event,["event",' + "9" * 5_000 + "]",
        "42/_event," + "[" * 50_000,
        '42/_event,["event",' * 3_000,
        "42/_event," + '{"a":' * 20_000,
    ],
)
def test_what_no_page_says_ends_the_socket(said: str) -> None:
    with pytest.raises(NotSpoken):
        checked(said)


@pytest.mark.parametrize(
    "name", ["connect", "disconnect", "ping", "emit_update", "_build_static_router_data", "event "]
)
def test_no_function_of_the_server_is_called_by_name(name: str) -> None:
    """Socket.IO calls whatever `on_…` a message names: `connect` brings a handshake of one’s own making."""
    environ = {"QUERY_STRING": "token=x", "asgi.scope": {"headers": [], "client": ["10.0.0.1", 1]}}
    with pytest.raises(NotSpoken):
        checked(message("42/_event,", [name, environ]))


@pytest.mark.parametrize(
    "data",
    [
        ["event"],
        ["event", None],
        ["event", "note"],
        ["event", EVENT, 1],
        ["event", {"name": "gone"}],
        ["client_error", 7],
    ],
)
def test_an_event_that_is_none_is_left_alone(data: Any) -> None:
    assert checked(message("42/_event,", data)) is None


@pytest.mark.parametrize("auth", [None, [], 7, "x", {"event": {"name": "gone"}}, {"event": 7, "state_schema": 7}])
def test_a_socket_opens_whatever_its_first_event_is(auth: Any) -> None:
    assert checked(message("40/_event,", auth)) == "40/_event,{}"
    assert checked("40/_event,") == "40/_event,{}"


def test_a_report_is_short() -> None:
    report = {"message": "x\ud83d" * 5_000, "error_type": "y", "stack": "z" * 9_999, "substate": 7}
    read = json.loads((checked("42/_event," + json.dumps(["client_error", report])) or "").removeprefix("42/_event,"))
    assert read == ["client_error", {"error_type": "y", "message": "x" * LONGEST_REPORT}]


def test_the_longest_message() -> None:
    event = {**EVENT, "payload": {"text": ""}}
    room = LONGEST_MESSAGE - len(message("42/_event,", ["event", event]))
    longest = message("42/_event,", ["event", {**event, "payload": {"text": "é" * room}}])
    assert checked(longest) == longest
    with pytest.raises(NotSpoken):
        checked(longest.replace("é", "éé", 1))


@given(start=st.sampled_from(["40/_event,", "41/_event,", "42/_event,", "4", ""]), rest=st.text(max_size=200))
def test_whatever_comes_is_passed_on_sound_or_refused(start: str, rest: str) -> None:
    try:
        passed = checked(start + rest)
    except NotSpoken:
        return
    assert passed is None or passed in ("3", "1", "41/_event,") or json.loads(passed[10:]) is not None
