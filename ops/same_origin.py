"""Lets one build of the frontend serve any address: its pages talk to wherever they were loaded from.

Reflex writes its own address into the build. For `localhost` its client already takes the host name, and with https the
port, from the page; this adds the port for http.
"""

from typing import Unpack

from reflex.plugins import Plugin
from reflex_base.plugins import PreCompileContext

API_URL = "http://localhost"
"""What to give Reflex as `api_url`: the name for which its client looks at the page's own address."""

_CLIENT = "utils/state.js"
_HOST = "endpoint.hostname = frontend_hostname;"
_HOST_AND_PORT = f"{_HOST} endpoint.port = window.location.port;"


def take_port_from_page(client: str) -> str:
    """Reflex's client with the page's own port in its addresses. Raises ValueError when Reflex changed it."""
    if _HOST_AND_PORT in client:
        return client
    if client.count(_HOST) != 1:
        raise ValueError(f"{_CLIENT} of this Reflex is not the one that ops/same_origin.py knows")
    return client.replace(_HOST, _HOST_AND_PORT)


class SameOriginPlugin(Plugin):
    """Makes the change while Reflex compiles."""

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        """Register the change of the client."""
        context["add_modify_task"](_CLIENT, take_port_from_page)
