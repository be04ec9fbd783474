"""What holds for every handler and every State, read from the registry: no browser, no database."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
import reflex as rx
from reflex_base.registry import RegistrationContext
from sqlmodel import SQLModel

from tests.auth.handlers import OURS, handlers
from trustcoach_app.auth.guard import ENGINE_EVENTS, Door

PLAIN = (str, int, bool, float, NoneType)
CONTAINERS = (list, tuple, dict, Mapping)


def our_states() -> list[type[rx.State]]:
    """Every State of the application."""
    states = RegistrationContext.ensure_context().base_states.values()
    return [state for state in states if state.__module__.startswith(OURS)]


def test_every_handler_says_whom_it_answers() -> None:
    unsaid = [handler.short for handler in handlers() if handler.is_ours and handler.callers is None]
    assert unsaid == []


def test_reflexs_own_handlers_answer_nobody_but_the_engines() -> None:
    marked = [handler.short for handler in handlers() if not handler.is_ours and handler.callers is not None]
    assert marked == []
    engine = {handler.name for handler in handlers() if handler.is_engine}
    assert engine == ENGINE_EVENTS, "one that Reflex renamed would be let through under its old name, and not work"


def impure(kind: Any) -> Iterator[str]:
    """What in a type is neither plain nor a frozen row of plain values."""
    if kind in PLAIN:
        return
    origin = get_origin(kind)
    if origin in (Union, UnionType, *CONTAINERS) or kind in CONTAINERS:
        for inner in get_args(kind):
            if inner is not Ellipsis:
                yield from impure(inner)
    elif is_dataclass(kind) and isinstance(kind, type) and kind.__dataclass_params__.frozen:
        hints = get_type_hints(kind)
        for field in fields(kind):
            yield from impure(hints[field.name])
    else:
        yield str(kind)


def test_impure_finds_what_may_not_leave() -> None:
    from trustcoach_app.models.people import User

    assert list(impure(list[User])) == [str(User)]
    assert list(impure(dict[str, bytes])) == [str(bytes)]


@pytest.mark.parametrize("state", our_states(), ids=lambda state: state.__name__)
def test_states_show_frozen_rows_and_plain_values_only(state: type[rx.State]) -> None:
    """A table's model would take every column to the browser, those that nobody thought of included."""
    shown = {name: var._var_type for name, var in (state.base_vars | state.computed_vars).items()}
    wrong = {name: list(impure(kind)) for name, kind in shown.items() if name not in rx.State.base_vars}
    assert {name: kinds for name, kinds in wrong.items() if kinds} == {}
    assert not any(isinstance(kind, type) and issubclass(kind, SQLModel) for kind in shown.values())


@pytest.mark.parametrize("state", our_states(), ids=lambda state: state.__name__)
def test_what_the_bundle_holds_is_empty(state: type[rx.State]) -> None:
    """Default values are compiled into the pages, which anyone may load."""
    if state.__module__.startswith("trustcoach_app.kit"):
        pytest.skip("the kit shows invented rows, and is not in production")
    text = str(
        {name: state.get_fields()[name].default_value() for name in state.base_vars if name in state.__annotations__}
    )
    assert "@" not in text
    assert "123" not in text


def test_the_session_id_stays_on_the_server() -> None:
    assert "_session_id" not in Door.base_vars
