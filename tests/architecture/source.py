"""The project's files, read and parsed once for all the rules."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tests.architecture.floors import CAPABILITIES
from trustcoach_app.config import ROOT

APP = "trustcoach_app"
FOLDERS = (APP, "jobs", "ops", "tests", "benchmarks", "alembic", "assets", "docs", "reflex.lock", ".ci")
WORDS = {".py", ".jsx", ".css", ".md", ".toml", ".json", ".in", ".txt", ".sh", ".sql", ".mako", ".yaml", ".yml", ""}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file. `where` is its path from the root, e.g. `trustcoach_app/focus/state.py`."""

    where: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree."""
        return tuple(ast.walk(self.tree))

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.where.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The folder of the application that it belongs to, e.g. `focus`; empty at its top and outside of it."""
        parts = self.where.split("/")
        return parts[1] if parts[0] == APP and len(parts) > 2 else ""

    @property
    def is_capability(self) -> bool:
        """Whether it belongs to a capability."""
        return self.folder in CAPABILITIES

    @cached_property
    def imports(self) -> frozenset[str]:
        """Every module that it imports, and every name out of one, in full: `trustcoach_app.focus.queries`."""
        return frozenset(name for node in self.nodes for name in self._imported(node))

    def _imported(self, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            package = self.where.removesuffix(".py").split("/")[: -node.level] if node.level else []
            module = ".".join([*package, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)

    def imports_any(self, *modules: str) -> set[str]:
        """Those of its imports that are one of the modules or lie inside one."""
        return {name for name in self.imports for module in modules if f"{name}.".startswith(f"{module}.")}

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """Every function and method, nested ones too."""
        return tuple(node for node in self.nodes if isinstance(node, Function))

    @cached_property
    def strings(self) -> tuple[ast.Constant, ...]:
        """Every string that is not a docstring; the fixed parts of f-strings too."""
        docs = {id(node.value) for node in self.nodes if isinstance(node, ast.Expr)}
        return tuple(
            node
            for node in self.nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
        )


def _files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in WORDS and path.name[0] != ".")
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and "external" not in path.parts:
                yield path


@cache
def texts() -> dict[str, str]:
    """Every file of words that belongs to the project, by its path; not these rules, which name what they forbid."""
    read = {path.relative_to(ROOT).as_posix(): path for path in _files() if path.suffix in WORDS}
    return {where: path.read_text() for where, path in read.items() if not where.startswith("tests/architecture/")}


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """The Python files, or those below some folders."""
    return tuple(
        source for source in _sources() if not folders or any(source.where.startswith(f"{name}/") for name in folders)
    )


@cache
def _sources() -> tuple[Source, ...]:
    return tuple(Source(where, text) for where, text in sorted(texts().items()) if where.endswith(".py"))


def dotted(node: ast.AST) -> str:
    """`rx.event` of the expression `rx.event(background=True)`; empty for what has no such name."""
    if isinstance(node, ast.Call):
        return dotted(node.func)
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
