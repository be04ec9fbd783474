"""States: every handler is a public endpoint, every var goes to the browser."""

import ast
from collections.abc import Iterator

from tests.architecture.source import APP, Function, Source, dotted, sources

COMPUTED = {"rx.var", "property", "staticmethod"}


def states() -> Iterator[tuple[Source, ast.ClassDef]]:
    """Every State class of the application."""
    for source in sources(APP):
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and any(dotted(base).endswith("State") for base in node.bases):
                yield source, node


def decorators(function: Function) -> list[str]:
    """Their names, outermost first."""
    return [dotted(decorator) for decorator in function.decorator_list]


def handlers(state: ast.ClassDef) -> Iterator[Function]:
    """What a browser can call: what is decorated as an event, and every public method."""
    for node in state.body:
        if not isinstance(node, Function) or set(decorators(node)) & COMPUTED:
            continue
        if not node.name.startswith("_") or "rx.event" in decorators(node):
            yield node


def test_there_are_states_and_handlers() -> None:
    """The rules below look at something."""
    assert sum(1 for _, state in states() for _ in handlers(state)) > 10


def test_states_live_in_state_files() -> None:
    """state.py is where a reviewer looks for endpoints; the guard's own Door is the exception."""
    assert {source.where for source, _ in states() if source.name != "state.py"} <= {f"{APP}/auth/guard.py"}


def test_every_handler_says_who_may_call_it() -> None:
    """Put @access(Role.…) right under @rx.event, or start the name of a helper with an underscore."""
    wrong = {
        f"{source.where}:{handler.lineno} {state.name}.{handler.name}"
        for source, state in states()
        for handler in handlers(state)
        if "access" not in decorators(handler)
    }
    assert wrong == set()


def test_every_handler_is_declared_as_an_event() -> None:
    """@rx.event goes on top, @access(…) under it: in the other order the mark is on what nobody asks."""
    wrong = {
        f"{source.where}:{handler.lineno} {state.name}.{handler.name}"
        for source, state in states()
        for handler in handlers(state)
        if decorators(handler)[:2] != ["rx.event", "access"]
    }
    assert wrong == set()


def tables() -> set[str]:
    """The names of the table models."""
    return {
        node.name
        for source in sources(f"{APP}/models")
        for node in source.nodes
        if isinstance(node, ast.ClassDef) and any(keyword.arg == "table" for keyword in node.keywords)
    }


def test_no_row_of_the_database_is_a_var() -> None:
    """A var is sent to the browser with all its fields: make a frozen dataclass in views.py, with what is shown."""
    never = tables() | {"Row", "RowMapping", "Result", "AsyncSession"}
    wrong = {
        f"{source.where}:{node.lineno} {state.name}"
        for source, state in states()
        for node in state.body
        if isinstance(node, ast.AnnAssign)
        for name in ast.walk(node.annotation)
        if isinstance(name, ast.Name | ast.Attribute) and dotted(name).rpartition(".")[2] in never
    }
    assert "User" in never
    assert wrong == set()
