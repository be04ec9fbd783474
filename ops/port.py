"""Whether the web process can have its port, and who has it if not."""

import socket
from contextlib import suppress

import psutil

from ops.console import CommandError


def require_free_port(host: str, port: int) -> None:
    """Raise CommandError that names the holder when somebody already listens where browsers would look for us."""
    if not _is_taken(host, port):
        return
    holder = _holder(port)
    by = f" by {holder}" if holder else ""
    raise CommandError(f"Port {port} is taken{by}: free it, or take another: PORT={port + 1} make run")


def _is_taken(host: str, port: int) -> bool:
    """Bound where we would bind, or answering anywhere on localhost: browsers may try ::1 before 127.0.0.1."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with suppress(OSError), socket.socket(family) as probe:
            probe.settimeout(0.5)
            probe.connect((address, port))
            return True
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise CommandError(
                f"Port {port} is not for this account: take one above 1023: PORT=3000 make run"
            ) from None
        except OSError:
            return True
    return False


def _holder(port: int) -> str:
    """The name and number of the process that listens there, if we may know."""
    with suppress(psutil.Error):
        for connection in psutil.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr[1:2] == (port,) and connection.pid:
                return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
    return ""
