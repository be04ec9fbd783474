"""What Reflex and its client say to each other: each line that we lean on, with where it is used and where to look."""

import inspect
from dataclasses import fields
from typing import Any

from tests.reflex_seams.seam import seam, source
from trustcoach_app.reflex_seams import protocol

STATE_JS = ".templates/web/utils/state.js"


def the_app() -> Any:
    """The application. A Reflex that cannot make it breaks whatever asks for it."""
    from trustcoach_app.trustcoach_app import app

    return app


# The words of the wire.


@seam(used="protocol.NAMESPACE, early_socket.jsx", look="reflex_base/constants/event.py Endpoint")
def test_the_namespace_and_path_of_the_websocket() -> bool:
    return the_app().event_namespace.namespace == protocol.NAMESPACE


@seam(used="protocol.ENDPOINTS, web/origin_guard.py", look="reflex_base/constants/event.py Endpoint")
def test_every_other_endpoint_is_known_and_closed() -> bool:
    from reflex_base.constants import Endpoint

    return {f"/{endpoint.value}" for endpoint in Endpoint} - {protocol.NAMESPACE} == set(protocol.ENDPOINTS)


@seam(used="protocol.PONG, CLOSE, CONNECT, DISCONNECT, EVENT", look="engineio/packet.py, socketio/packet.py")
def test_the_numbers_of_engine_io_and_socket_io() -> bool:
    from engineio import packet as engine
    from socketio import packet as sockets

    kinds = (engine.CLOSE, engine.PONG, engine.MESSAGE, sockets.CONNECT, sockets.DISCONNECT, sockets.EVENT)
    return kinds == (1, 3, 4, 0, 1, 2)


@seam(used="protocol.STATE_EVENT, CLIENT_ERROR", look="reflex_base/constants/event.py SocketEvent")
def test_the_names_of_socket_events() -> bool:
    from reflex_base.constants import SocketEvent

    return (SocketEvent.EVENT, SocketEvent.CLIENT_ERROR) == (protocol.STATE_EVENT, protocol.CLIENT_ERROR)


@seam(used="web/socket_messages.py", look="the methods on_… of reflex/app.py EventNamespace: a browser may call each")
def test_what_a_browser_may_call_besides() -> bool:
    from reflex.app import EventNamespace

    called = {name for name in dir(EventNamespace) if name.startswith("on_")}
    return called == {"on_connect", "on_disconnect", "on_event", "on_ping", "on_client_error"}


@seam(used="protocol.FIRST_EVENT, STATE_SCHEMA", look="reflex/app.py EventNamespace.on_connect, CompileVars")
def test_what_a_connect_brings() -> bool:
    from reflex_base.constants import CompileVars

    brought = (CompileVars.CONNECT_AUTH_EVENT, CompileVars.CONNECT_AUTH_STATE_SCHEMA)
    return brought == (protocol.FIRST_EVENT, protocol.STATE_SCHEMA)


@seam(used="protocol.NAME, PAYLOAD, ADDRESS, web/event_claims.py", look="reflex_base/event/__init__.py Event")
def test_the_fields_of_an_event() -> bool:
    from reflex_base.event import Event

    return {field.name for field in fields(Event)} == {protocol.NAME, protocol.PAYLOAD, protocol.ADDRESS}


@seam(used="protocol.PATH … CLIENT_TOKEN, web/event_claims.py", look="reflex_base/constants/route.py RouteVar")
def test_what_an_address_says() -> bool:
    from reflex_base.constants import RouteVar

    ours = (protocol.PATH, protocol.FULL_PATH, protocol.QUERY, protocol.SOCKET_ID, protocol.HEADERS)
    theirs = (RouteVar.PATH, RouteVar.ORIGIN, RouteVar.QUERY, RouteVar.SESSION_ID, RouteVar.HEADERS)
    return (ours, protocol.CLIENT_IP, protocol.CLIENT_TOKEN) == (theirs, RouteVar.CLIENT_IP, RouteVar.CLIENT_TOKEN)


@seam(used="web/event_claims.py", look="router_data.get(…) in reflex/istate/data.py and app.py")
def test_which_keys_of_an_address_reflex_reads() -> bool:
    import re

    read = set(re.findall(r"router_data\.get\(\s*constants\.RouteVar\.(\w+)", source("reflex", "istate/data.py")))
    return read == {"HEADERS", "PATH", "ORIGIN", "QUERY", "CLIENT_TOKEN", "CLIENT_IP", "SESSION_ID"}


@seam(used="protocol.ROOT", look="reflex/state.py State.get_full_name")
def test_the_name_of_the_root_state() -> bool:
    import reflex as rx

    return rx.State.get_full_name() == protocol.ROOT


@seam(used="protocol.MARKER, gate.only", look="reflex_base/constants/state.py FIELD_MARKER")
def test_how_variables_are_named_on_the_wire() -> bool:
    from reflex_base.constants.state import FIELD_MARKER

    return FIELD_MARKER == protocol.MARKER


@seam(
    used="protocol.ENGINE_EVENTS, auth/guard.py",
    look="State and OnLoadInternalState in reflex/state.py",
)
def test_the_engine_s_own_events() -> bool:
    from reflex.state import OnLoadInternalState, State

    owners = (State, OnLoadInternalState)
    own = {f"{owner.get_full_name()}.{name}" for owner in owners for name in owner.event_handlers if name != "setvar"}
    return own == protocol.ENGINE_EVENTS


@seam(used="protocol.HASHES, web/event_claims.py", look="reflex/state.py State.hydrate_and_load")
def test_the_arguments_of_hydrate_and_load() -> bool:
    from trustcoach_app.reflex_seams.handlers import handler_functions

    function = handler_functions()[protocol.HYDRATE_AND_LOAD]
    return list(inspect.signature(function).parameters) == ["self", "vars", protocol.HASHES]


@seam(used="protocol.VALUE, web/event_claims.py", look="set_is_hydrated in reflex/state.py")
def test_the_argument_of_set_is_hydrated() -> bool:
    from trustcoach_app.reflex_seams.handlers import handler_functions

    functions = [handler_functions()[name] for name in protocol.SET_IS_HYDRATED]
    return all(list(inspect.signature(function).parameters) == ["self", protocol.VALUE] for function in functions)


# What Reflex's client says: early_socket.jsx says the same, and web/socket_messages.py lets through nothing else.


@seam(used="assets/shell/early_socket.jsx, web/socket_messages.py", look="utils/state.js bootAuth")
def test_the_client_opens_with_its_first_event_and_schema() -> bool:
    return "return { event: boot_event, state_schema: app.stateSchema };" in source("reflex_base", STATE_JS)


@seam(used="assets/shell/early_socket.jsx, web/event_claims.py", look="utils/state.js withRouterData")
def test_the_client_tells_its_address() -> bool:
    said = source("reflex_base", STATE_JS)
    return "asPath: loc.pathname + search + hash," in said and "event.router_data.query = query;" in said


@seam(
    used="assets/shell/early_socket.jsx, web/socket_limits.py",
    look="utils/state.js createSocket, generateUUID",
)
def test_the_client_names_its_tab() -> bool:
    said = source("reflex_base", STATE_JS)
    named = ('const TOKEN_KEY = "token";', "query: { token },", '"xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace')
    return all(words in said for words in named)


@seam(used="web/socket_messages.py", look="every socket.emit( in utils/state.js")
def test_the_client_says_nothing_else() -> bool:
    import re

    said = re.findall(r"socket(?:\.current)?\??\.emit\(\s*([^,]+),", source("reflex_base", STATE_JS))
    return set(said) == {'"event"', "CLIENT_ERROR_EVENT"}


@seam(used="web/socket_limits.py SECONDS_TO_SPEAK", look="utils/state.js warmSocket: it may stay silent for so long")
def test_the_client_opens_early_for_ten_seconds() -> bool:
    return "setTimeout(discardWarmSocket, 10000)" in source("reflex_base", STATE_JS)


@seam(used="web/open_sockets.py: sockets that we end come back", look='utils/state.js socket.current.on("disconnect"')
def test_the_client_comes_back_after_a_close() -> bool:
    words = 'reason !== "io server disconnect" && reason !== "io client disconnect";'
    return words in source("reflex_base", STATE_JS)


@seam(used="assets/shell/early_socket.jsx", look="the exports of the compiled utils/context.js")
def test_what_the_early_socket_imports() -> bool:
    said = source("reflex_base", "compiler/templates.py")
    return all(f"export const {name}" in said for name in ("initialStateHashes", "stateSchema", "state_name"))


# Handlers and the gate.
