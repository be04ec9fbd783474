"""What we lean on of Reflex’s sockets, memory and pieces, with where it is used and where to look."""

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


@seam(used="replaced_sockets.py", look="reflex/utils/token_manager.py LocalTokenManager.link_token_to_sid")
async def test_a_tab_that_has_its_new_socket_is_no_duplicate() -> bool:
    from reflex.utils.token_manager import SocketRecord

    manager = the_app().event_namespace._token_manager
    await manager.link_token_to_sid("a tab", "a socket")
    is_duplicate = await manager.link_token_to_sid("a tab", "another")
    manager.token_to_socket["a tab"] = SocketRecord(instance_id=manager.instance_id, sid="a third")
    is_known = await manager.link_token_to_sid("a tab", "a third")
    for token, socket in ((is_duplicate, "another"), ("a tab", "a third"), ("a tab", "a socket")):
        await manager.disconnect_token(token, socket)
    return bool(is_duplicate) and is_known is None and manager.sid_to_token == {}


@seam(used="replaced_sockets.py", look="reflex/app.py EventNamespace.on_connect, _decode_asgi_headers")
def test_a_socket_is_linked_and_its_headers_kept_while_it_opens() -> bool:
    from reflex.app import EventNamespace, _decode_asgi_headers

    opening = inspect.getsource(EventNamespace.on_connect)
    is_read = _decode_asgi_headers([(b"cookie", b"a=b")]).get("cookie", "") == "a=b"
    asked = list(inspect.signature(EventNamespace.on_connect).parameters)
    return is_read and "self.link_token_to_sid(" in opening and asked == ["self", "sid", "environ", "auth"]


@seam(used="replaced_sockets.py, test_two_processes.py", look="reflex/utils/token_manager.py RedisTokenManager")
def test_what_redis_knows_of_a_socket() -> bool:
    from reflex.utils.token_manager import RedisTokenManager

    storing = list(inspect.signature(RedisTokenManager._store_socket_record).parameters)[:3]
    return storing == ["self", "token", "socket_record"] and hasattr(RedisTokenManager, "_get_redis_key")


@seam(used="replaced_sockets.py", look="socketio/base_manager.py eio_sid_from_sid, engineio/async_server.py sockets")
def test_the_transport_of_a_socket() -> bool:
    sio = the_app().sio
    return isinstance(sio.eio.sockets, dict) and sio.manager.eio_sid_from_sid("nobody", protocol.NAMESPACE) is None


@seam(used="assets/ui/delivery.jsx", look="utils/state.js, which sends events by socket.current.emit")
def test_a_page_sends_its_events_by_the_socket() -> bool:
    script = source("reflex_base", STATE_JS)
    encodes = script.count('socket.emit("event", encodeFormDataArgs(') == 1 and '"__reflex_form_data__"' in script
    return encodes and script.count('.on("event", (update) =>') == 1


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
