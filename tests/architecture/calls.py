"""Who calls whom: the functions of the application that come, by whatever way, to one of them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.architecture.source import APP, Function, Source, sources


@dataclass(frozen=True)
class Defined:
    """A function or method: `trustcoach_app.focus.state.FocusState.answer`."""

    name: str
    owner: str
    """The module, or the class of a method."""
    module: str
    node: Function
    source: Source


def module_of(source: Source) -> str:
    """`trustcoach_app.focus.state`"""
    return source.where.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def names_of(source: Source) -> dict[str, str]:
    """What a file's names stand for: `bookings` → `trustcoach_app.bookings.service`."""
    found: dict[str, str] = {}
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    own = {node.name: f"{module_of(source)}.{node.name}" for node in source.tree.body if hasattr(node, "name")}
    return found | own


@cache
def files() -> dict[str, Source]:
    """The application's and the jobs' files, by module."""
    return {module_of(source): source for source in sources(APP, "jobs")}


@cache
def defined() -> dict[str, Defined]:
    """Every function at the top of a file, and every method of a class there."""
    found: list[Defined] = []
    for module, source in files().items():
        for node in source.tree.body:
            if isinstance(node, Function):
                found.append(Defined(f"{module}.{node.name}", module, module, node, source))
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, Function):
                    owner = f"{module}.{node.name}"  # type: ignore[union-attr]
                    found.append(Defined(f"{owner}.{inner.name}", owner, module, inner, source))
    return {one.name: one for one in found}


def resolve(name: str) -> str:
    """Where something is defined that another file hands on: `bookings.service.book` → `bookings.book.book`."""
    module, _, last = name.rpartition(".")
    while name not in defined() and module in files() and last in names_of(files()[module]):
        following = names_of(files()[module])[last]
        if following == name:
            break
        name, (module, _, last) = following, following.rpartition(".")
    return name


def mentioned(node: ast.AST, within: Defined) -> Iterator[str]:
    """The functions that a piece of code calls or hands on, as `bookings.move`, `move` or `self._read`."""
    names = names_of(within.source)
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            base = within.owner if inner.value.id == "self" else names.get(inner.value.id, "")
            yield resolve(f"{base}.{inner.attr}")
        elif isinstance(inner, ast.Name):
            yield resolve(names.get(inner.id, ""))


@cache
def that_reach(target: str) -> frozenset[str]:
    """The functions that mention `target`, or one that does, and so on."""
    mentions = {name: set(mentioned(one.node, one)) for name, one in defined().items()}
    reached: set[str] = {target}
    while more := {name for name, said in mentions.items() if said & reached} - reached:
        reached |= more
    return frozenset(reached)
