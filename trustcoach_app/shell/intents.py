"""Which links fetch what stands behind them while somebody points at them: a page registers its own."""

from typing import Any

import reflex as rx

from trustcoach_app import ui

_intents: dict[str, Any] = {}


def register_intent(path: str, look_ahead: Any) -> None:
    """Have the coach's frames fetch the pages behind `path` ahead. Called at start. Raises KeyError for a second one.

    `look_ahead` is a handler: it receives what follows the path, a claim, and reads what the page will show first.
    """
    if path in _intents:
        raise KeyError(path)
    _intents[path] = look_ahead


def intents() -> list[rx.Component]:
    """All of them, for a frame."""
    return [ui.intent(path, on_intent=look_ahead) for path, look_ahead in _intents.items()]
