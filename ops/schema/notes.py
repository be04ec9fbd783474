"""What the models say of their tables and columns: docstrings, read without importing anything."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from trustcoach_app.config import ROOT

MODELS = ROOT / "trustcoach_app" / "models"


@dataclass(frozen=True)
class Note:
    """Of one table. Texts are one line each."""

    about: str
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Chapter:
    """One file of models/: what it is about, and its tables in its order."""

    file: str
    about: str
    tables: dict[str, Note]


def chapters(folder: Path = MODELS) -> list[Chapter]:
    """Every file that has tables."""
    return [chapter for path in sorted(folder.glob("*.py")) if (chapter := _read(path)).tables]


def _read(path: Path) -> Chapter:
    tree = ast.parse(path.read_text())
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    tables = {name: _note(node) for node in classes if (name := _table_name(node))}
    return Chapter(path.name, _first_paragraph(tree), tables)


def _table_name(node: ast.ClassDef) -> str:
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
            target = line.targets[0]
            if isinstance(target, ast.Name) and target.id == "__tablename__":
                return str(line.value.value)
    return ""


def _note(node: ast.ClassDef) -> Note:
    return Note(" ".join((ast.get_docstring(node) or "").split()), dict(_of_columns(node)))


def _of_columns(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """A string right under a field is that field's."""
    for line, after in zip(node.body, node.body[1:], strict=False):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and isinstance(after, ast.Expr):
            text = after.value
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield line.target.id, " ".join(text.value.split())


def _first_paragraph(tree: ast.Module) -> str:
    return " ".join((ast.get_docstring(tree) or "").split("\n\n")[0].split())
