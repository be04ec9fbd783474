"""The door's own cookies. All are HttpOnly and for the whole site; none of them opens anything by itself."""

from datetime import timedelta

from starlette.responses import Response

from trustcoach_app.auth.login_sessions import cookie_value
from trustcoach_app.config import settings

ASK = "trustcoach_ask"
"""A random value of the browser that asked for a sign-in link: the link works only there."""

DEVICE = "trustcoach_device"
"""See device.py."""

FLASH = "trustcoach_flash"
"""See flash.py."""


def set_cookie(response: Response, name: str, value: str, lasts: timedelta) -> None:
    """Set one on an answer, as strictly as the address of the site allows."""
    response.set_cookie(
        full_name(name),
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        secure=settings().is_https,
        httponly=True,
        samesite="lax",
    )


def drop_cookie(response: Response, name: str) -> None:
    """Expire one."""
    set_cookie(response, name, "", timedelta())


def own_cookie(header: str, name: str) -> str:
    """The value of one in a Cookie header, "" when it is not there."""
    return cookie_value(header, full_name(name))


def full_name(name: str) -> str:
    """With the prefix that binds a cookie to this host, wherever browsers allow it."""
    bound = settings().is_https and not name.startswith("__Host-")
    return f"__Host-{name}" if bound else name
