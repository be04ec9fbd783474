"""What a page and the server say to each other: Reflex's events, in Socket.IO's messages, in a websocket.

The words stand here as they travel; the contract test compares them with Reflex's. assets/shell/early_socket.jsx speaks
the same ones from the browser.
"""

NAMESPACE = "/_event"
"""Of Socket.IO, and the path of the websocket."""

PONG, CLOSE = "3", "1"
"""Engine.IO: the answer to a ping, and goodbye."""

CONNECT, DISCONNECT, EVENT = (f"4{kind}{NAMESPACE}," for kind in "012")
"""Engine.IO's message, Socket.IO's kind, the namespace. JSON follows."""

STATE_EVENT, CLIENT_ERROR = "event", "client_error"
"""What an EVENT can be: an event of a State, or what went wrong in a browser."""

FIRST_EVENT, STATE_SCHEMA = "event", "state_schema"
"""What a CONNECT brings: the page's first event, and a hash of the States that its build knows."""

TOKEN = "token"  # noqa: S105  the name of a parameter
"""Parameter of the websocket's address: the tab, by the name that it gave itself."""

ONE_PAGE = "page-"
"""Ours: begins a token that no other page can have, for it is made when a document is loaded, and copied to no tab."""

NUMBER, GOT = "number", "got"
"""Ours too: in an event's address, the how-manieth of its page it is; and the message that says that it arrived, which
goes out at once, for what an event does may take long."""

NAME, PAYLOAD, ADDRESS = "name", "payload", "router_data"
"""The fields of an event."""

PATH, FULL_PATH, QUERY = "pathname", "asPath", "query"
"""What an event says of its page's address: the path, the path with query and fragment, the query's values."""

SOCKET_ID, HEADERS, CLIENT_IP, CLIENT_TOKEN = "sid", "headers", "ip", "token"
"""What Reflex adds to it, of the socket that the event came by."""

ROOT = "reflex___state____state"
_ON_LOAD = f"{ROOT}.reflex___state____on_load_internal_state"

HYDRATE = f"{ROOT}.hydrate"
HYDRATE_AND_LOAD = f"{ROOT}.hydrate_and_load"

LOADS = frozenset({HYDRATE, HYDRATE_AND_LOAD})
"""The events of a page that loads, or that comes back."""

SET_IS_HYDRATED = frozenset({f"{ROOT}.set_is_hydrated", f"{_ON_LOAD}.set_is_hydrated"})

NAVIGATION = f"{_ON_LOAD}.on_load_internal"
"""What a page sends when its address changes. When it is loaded, or comes back after its network did, the server calls
the same handler by itself: such an event brings no address of its own."""

ENGINE_EVENTS = LOADS | SET_IS_HYDRATED | {NAVIGATION}
"""Reflex's own events that a page cannot do without."""

HASHES, VALUE = "hashes", "value"
"""Arguments of HYDRATE_AND_LOAD (the page's defaults, as hashes) and of SET_IS_HYDRATED."""

MARKER = "_rx_state_"
"""What ends the name of each variable that travels."""

ENDPOINTS = ("/_upload", "/ping", "/_health", "/_all_routes", "/auth-codespace")
"""What Reflex answers beside the websocket."""
