"""The contract: what we lean on in Reflex, one assertion a seam. What to do with a red one: docs/upgrading-reflex.md"""

import asyncio
import inspect
from dataclasses import fields
from types import SimpleNamespace
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


@seam(used="handlers.py", look="reflex_base/registry.py RegistrationContext.event_handlers")
def test_every_handler_is_registered_by_name() -> bool:
    from trustcoach_app.reflex_seams.handlers import handler_function

    return handler_function(protocol.HYDRATE) is not None and handler_function("gone") is None


@seam(used="handlers.states", look="reflex_base/registry.py RegistrationContext.base_states")
def test_every_state_is_registered() -> bool:
    import reflex as rx

    from trustcoach_app.reflex_seams.handlers import states

    return rx.State in states()


@seam(used="handlers.events_of, live.py, shell/state.py", look="reflex_base/event/__init__.py Event.from_event_type")
def test_a_handler_becomes_an_event() -> bool:
    from reflex.state import State

    from trustcoach_app.reflex_seams.handlers import events_of

    return [event.name for event in events_of(State.hydrate)] == [protocol.HYDRATE]


@seam(used="gate.EventGate", look="reflex/middleware/middleware.py Middleware.preprocess, MiddlewareMixin")
def test_the_gate_is_asked_before_every_event() -> bool:
    from reflex.middleware.middleware import Middleware

    from trustcoach_app.auth.guard import Guard

    asked = list(inspect.signature(Middleware.preprocess).parameters)
    return asked == ["self", "app", "state", "event"] and isinstance(the_app()._middlewares[0], Guard)


@seam(
    used="gate.everything, new_tree, forget_changes",
    look="reflex/istate/delta.py _resolve_delta, BaseState",
)
async def test_a_tree_is_told_whole() -> bool:
    from trustcoach_app.reflex_seams.gate import everything, new_tree

    answer = await everything(new_tree())
    return f"is_hydrated{protocol.MARKER}" in answer.delta[protocol.ROOT]


@seam(used="gate.only", look="reflex/state.py StateUpdate")
def test_an_answer_is_a_delta() -> bool:
    import reflex as rx

    from trustcoach_app.reflex_seams.gate import nothing, only

    return only(rx.State, x=1).delta == {protocol.ROOT: {f"x{protocol.MARKER}": 1}} and not nothing().delta


@seam(used="gate.EventGate", look="reflex/state.py BaseState._get_root_state")
async def test_a_state_knows_its_root() -> bool:
    from reflex.state import OnLoadInternalState

    from trustcoach_app.reflex_seams.gate import new_tree

    tree = new_tree()
    return (await tree.get_state(OnLoadInternalState))._get_root_state() is tree


@seam(used="auth/guard.py _forget_other_session", look="reflex/state.py BaseState.reset: it must reach every substate")
async def test_a_tree_forgets_everything() -> bool:
    from trustcoach_app.auth.guard import Door
    from trustcoach_app.reflex_seams.gate import new_tree

    tree = new_tree()
    door: Any = await tree.get_state(Door)
    door.leave_to, door._session_id = "/x", "x"
    tree.reset()
    return (door.leave_to, door._session_id) == ("", None)


class Failing:
    """An event whose handler fails, run as Reflex runs it."""

    heard: str = ""

    async def run(self) -> str:
        """The name that the handler of failures could tell."""
        from reflex_base.event import Event
        from reflex_base.event.processor import BaseStateEventProcessor

        from trustcoach_app.reflex_seams.handlers import failed_event

        done = asyncio.Event()

        def note(_: Exception) -> None:
            self.heard = failed_event()
            done.set()

        async with BaseStateEventProcessor(backend_exception_handler=note).configure() as processor:
            await processor.enqueue("tab", Event(name=protocol.HYDRATE, payload={"unknown": 1}))
            await asyncio.wait_for(done.wait(), 10)
        return self.heard


@seam(
    used="handlers.failed_event, shell/failure.py",
    look="the tasks in reflex_base/event/processor/",
)
async def test_the_event_that_failed_can_be_told() -> bool:
    return await Failing().run() == protocol.HYDRATE


# Sockets and what is remembered.


@seam(used="connection.token_of", look="reflex/app.py EventNamespace.sid_to_token")
def test_the_tab_behind_a_socket() -> bool:
    return isinstance(the_app().event_namespace.sid_to_token, dict)


@seam(used="connection.socket_of", look="reflex/utils/token_manager.py TokenManager, SocketRecord")
async def test_the_socket_of_a_tab() -> bool:
    from trustcoach_app.reflex_seams.connection import Sockets

    manager = the_app().event_namespace._token_manager
    await manager.link_token_to_sid("a tab", "a socket")
    found = Sockets(the_app()).socket_of("a tab")
    await manager.disconnect_token("a tab", "a socket")
    return (found, Sockets(the_app()).socket_of("a tab")) == ("a socket", "")


@seam(used="connection.handshake_of, web/sockets.py", look="reflex/app.py EventNamespace._static_router_data")
def test_what_a_socket_brought_is_kept_by_socket() -> bool:
    scope = {"headers": [(b"cookie", b"a=b")], "client": ["10.0.0.1", 1]}
    built = the_app().event_namespace._build_static_router_data("x", {"asgi.scope": scope})
    is_kept = isinstance(the_app().event_namespace._static_router_data, dict)
    return is_kept and (built[protocol.HEADERS]["cookie"], built[protocol.CLIENT_IP]) == ("a=b", "10.0.0.1")


@seam(used="connection.waiting_events, enqueue", look="reflex_base/event/processor/event_processor.py EventProcessor")
def test_where_the_events_of_a_tab_wait() -> bool:
    from reflex_base.event.processor import BaseStateEventProcessor

    asked = list(inspect.signature(BaseStateEventProcessor.enqueue).parameters)[:3]
    return BaseStateEventProcessor()._token_queues == {} and asked == ["self", "token", "event"]


@seam(
    used="connection.wrap_receive, wrap_emit",
    look="on_event and emit_update in reflex/app.py",
)
def test_events_and_updates_pass_by_the_namespace_itself() -> bool:
    from reflex.app import EventNamespace
    from reflex_base.event.processor import EventProcessor

    opening, sending = inspect.getsource(EventNamespace.on_connect), inspect.getsource(EventProcessor.configure)
    return "await self.on_event(sid, boot_event)" in opening and "event_namespace.emit_update(" in sending


@seam(used="connection.before_close", look="reflex/app.py EventNamespace.on_disconnect")
def test_a_socket_is_forgotten_by_its_id() -> bool:
    from reflex.app import EventNamespace

    return list(inspect.signature(EventNamespace.on_disconnect).parameters) == ["self", "sid"]


@seam(used="connection.queue_with, web/sockets.py OutgoingQueue", look="engineio/base_socket.py")
def test_each_socket_makes_its_queue_when_it_opens() -> bool:
    from engineio.async_socket import AsyncSocket

    made: list[str] = []
    server = SimpleNamespace(create_queue=lambda: made.append("queue"))
    AsyncSocket(server, "x")
    return made == ["queue"]


@seam(used="connection.limit_messages", look="engineio/async_socket.py max_http_buffer_size")
def test_the_longest_message_is_the_engine_s() -> bool:
    from trustcoach_app.web.socket_messages import LONGEST_MESSAGE

    return the_app().sio.eio.max_http_buffer_size == LONGEST_MESSAGE


@seam(used="web/open_sockets.py present_socket", look="async_handlers of the AsyncServer in reflex/app.py")
def test_a_message_is_handled_where_it_was_received() -> bool:
    return the_app().sio.async_handlers is False and the_app().sio.eio.async_handlers is False


@seam(used="connection.size_of", look="engineio/packet.py Packet")
def test_the_size_of_what_waits() -> bool:
    from engineio.packet import MESSAGE, OPEN, Packet

    from trustcoach_app.reflex_seams.connection import size_of

    packets = (Packet(MESSAGE, data="été"), Packet(OPEN, data={"sid": "x"}))
    return all(size_of(packet) == len(packet.encode()) for packet in packets) and size_of(None) == 0


@seam(used="connection.present_address, present_token", look="reflex_base/event/context.py EventContext")
def test_an_event_knows_its_tab_and_address() -> bool:
    from reflex_base.event.context import EventContext

    return {"token", "router_data"} <= {field.name for field in fields(EventContext)}


@seam(used="memory.py", look="reflex/istate/manager/memory.py, reflex/istate/manager/token.py")
async def test_a_state_can_be_forgotten() -> bool:
    import reflex as rx
    from reflex.istate.manager.token import BaseStateToken

    from trustcoach_app.reflex_seams.memory import RememberedStates

    states = RememberedStates(the_app())
    async with the_app().state_manager.modify_state(BaseStateToken(ident="a tab", cls=rx.State)):
        in_use = not states.forget("a tab")
    remembered = "a tab" in states.tokens()
    return in_use and remembered and states.forget("a tab") and "a tab" not in states.tokens()


# Pieces, patches, serving.


@seam(used="components.py", look="reflex_components_core, reflex_base/utils/imports.py")
def test_the_pieces_without_a_public_name() -> bool:
    from trustcoach_app.reflex_seams import components

    return all(hasattr(components, name) for name in components.__all__)


@seam(used="patches.SAME_ORIGIN", look="utils/state.js getBackendURL")
def test_the_patch_of_the_address() -> bool:
    from trustcoach_app.reflex_seams.patches import SAME_ORIGIN

    return source("reflex_base", STATE_JS).count(SAME_ORIGIN.before) == 1


@seam(used="patches.AT_ONCE", look="reflex_base/.templates/web/app/entry.client.js")
def test_the_patch_of_the_entry() -> bool:
    from trustcoach_app.reflex_seams.patches import AT_ONCE

    return source("reflex_base", ".templates/web/app/entry.client.js").count(AT_ONCE.before) == 1


@seam(used="patches.FEW_FILES", look="reflex_base/compiler/templates.py vite_config_template")
def test_the_patch_of_the_bundle() -> bool:
    from reflex_base.compiler.templates import vite_config_template

    from trustcoach_app.reflex_seams.patches import FEW_FILES

    return vite_config_template("/", False, False, False, False).count(FEW_FILES.before) == 1


@seam(used="patches.PatchPlugin", look="reflex_base/plugins PreCompileContext")
def test_a_plugin_may_change_files() -> bool:
    from reflex_base.plugins import PreCompileContext

    return "add_modify_task" in PreCompileContext.__annotations__ or "add_modify_task" in dir(PreCompileContext)


@seam(used="serving.py, ops/processes.py", look="reflex_base/environment.py")
def test_the_flags_of_serving_what_was_built() -> bool:
    from reflex_base.environment import EnvironmentVariables as Known

    from trustcoach_app.reflex_seams.serving import SERVE_THE_BUILD

    known = (Known.REFLEX_SKIP_COMPILE, Known.REFLEX_ENV_MODE, Known.REFLEX_MOUNT_FRONTEND_COMPILED_APP)
    return {flag.name for flag in known} == set(SERVE_THE_BUILD)


@seam(used="serving.BUILT_PAGES, web/security_headers.py, ops/frontend.py", look="reflex_base/constants/base.py Dirs")
def test_where_the_built_pages_lie() -> bool:
    from reflex_base.constants import Dirs

    from trustcoach_app.reflex_seams.serving import BUILT_PAGES

    return f"{Dirs.WEB}/{Dirs.STATIC}" == BUILT_PAGES.as_posix()
