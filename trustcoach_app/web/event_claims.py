"""What an event of a page may say: a handler that exists, arguments that it takes, an address that Reflex can read.

Each of them is made anew from what was sent. What is not known here is not passed on, and so not kept with the tab.
"""

import inspect
from collections.abc import Callable
from typing import Any

from trustcoach_app.reflex_seams.handlers import handler_function
from trustcoach_app.reflex_seams.protocol import (
    ADDRESS,
    FULL_PATH,
    HASHES,
    HYDRATE_AND_LOAD,
    NAME,
    NUMBER,
    PATH,
    PAYLOAD,
    QUERY,
    SET_IS_HYDRATED,
    VALUE,
)

MOST_VALUES = 5_000
"""In the arguments of one event, keys included: the widest form has some thirty fields, a week's hours some hundred."""

DEEPEST = 12
"""Lists and objects inside one another, in an argument."""

LARGEST_NUMBER = 2**53
"""What a browser can count."""

LONGEST_PATH = 8_192
MOST_PARAMETERS = 50
LONGEST_PARAMETER = 2_048
"""Characters. A name beyond it is not passed on, nor is a value."""

MOST_HASHES = 500


class NotAnEvent(Exception):
    """It is left alone: a page of an earlier version sends some."""


def an_event(claimed: object) -> dict[str, Any]:
    """The event that was sent, with nothing else in it. Raises NotAnEvent."""
    if not isinstance(claimed, dict):
        raise NotAnEvent
    name = claimed.get(NAME)
    if not isinstance(name, str) or (function := handler_function(name)) is None:
        raise NotAnEvent
    payload = _arguments(name, function, claimed.get(PAYLOAD, {}))
    return {NAME: name, PAYLOAD: payload, ADDRESS: _address(claimed.get(ADDRESS, {}))}


def without_surrogates(text: str) -> str:
    """Text that can be stored and sent: without halves of characters, and without NUL."""
    if not text.isascii():
        text = text.encode("utf-8", "ignore").decode()
    return text.replace("\x00", "")


def _arguments(name: str, function: Callable[..., Any], claimed: object) -> dict[str, Any]:
    if not isinstance(claimed, dict):
        raise NotAnEvent
    if name == HYDRATE_AND_LOAD:
        return _hashes(claimed.get(HASHES))
    if name in SET_IS_HYDRATED and not isinstance(claimed.get(VALUE), bool):
        raise NotAnEvent
    payload = _Values().read(claimed, DEEPEST)
    try:
        inspect.signature(function).bind(None, **payload)
    except TypeError:
        raise NotAnEvent from None
    return payload


def _hashes(claimed: object) -> dict[str, Any]:
    """Of a page that loads. It may bring values of its own as well, which a browser stored: we let it store none."""
    if not isinstance(claimed, list) or len(claimed) > MOST_HASHES:
        return {}
    return {HASHES: claimed} if all(isinstance(value, str) for value in claimed) else {}


class _Values:
    """Counts what it reads."""

    def __init__(self) -> None:
        self.left = MOST_VALUES

    def read(self, value: Any, depth: int) -> Any:
        """The same value with sound text and countable numbers. Raises NotAnEvent."""
        self.left -= 1
        if self.left < 0 or depth < 0:
            raise NotAnEvent
        if isinstance(value, str):
            return without_surrogates(value)
        if isinstance(value, dict):
            return {self.read(key, depth): self.read(inner, depth - 1) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.read(inner, depth - 1) for inner in value]
        if isinstance(value, int | float) and not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
            raise NotAnEvent
        return value


def _address(claimed: object) -> dict[str, Any]:
    """Where the page is. Reflex looks its route up by the path, and splits the full one like any address."""
    if not isinstance(claimed, dict):
        raise NotAnEvent
    address: dict[str, Any] = {key: _path(claimed[key]) for key in (PATH, FULL_PATH) if key in claimed}
    number = claimed.get(NUMBER)
    if type(number) is int and 0 < number <= LARGEST_NUMBER:
        address[NUMBER] = number
    return {**address, QUERY: _parameters(claimed.get(QUERY) or {})}


def _path(claimed: object) -> str:
    """A path on this site: two slashes at its beginning would name another host."""
    if not isinstance(claimed, str) or not claimed.startswith("/") or len(claimed) > LONGEST_PATH:
        raise NotAnEvent
    return "/" + without_surrogates(claimed).lstrip("/")


def _parameters(claimed: object) -> dict[str, str]:
    if not isinstance(claimed, dict) or len(claimed) > MOST_PARAMETERS:
        raise NotAnEvent
    return {
        without_surrogates(name): without_surrogates(value)
        for name, value in claimed.items()
        if isinstance(value, str) and max(len(name), len(value)) <= LONGEST_PARAMETER
    }
