"""Names: one for one thing, and none that must be learnt."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

from tests.architecture.source import APP, Function, Source, sources

METAPHORS = (
    "cabinet",
    "cast",
    "chronicle",
    "crowd",
    "crowds",
    "enliven",
    "enrol",
    "enrolled",
    "fate",
    "fates",
    "fed",
    "filing",
    "first_words",
    "last_words",
    "let_go",
    "pen",
    "shelf",
    "twin",
)
"""Words that say nothing to who comes from the field; the glossary has the term."""

SHARED = {"Lead": "the published contract calls a part of its events as the table is called"}
"""Public classes with one name, and why."""


def words_of(name: str) -> str:
    """`RefusedStarts` → `refused_starts`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().strip("_")


def named(source: Source) -> Iterator[tuple[str, int]]:
    """Every name that a file gives: its own, those of its classes, functions, arguments and variables."""
    yield source.name.removesuffix(".py"), 1
    for node in source.nodes:
        if isinstance(node, Function | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno


def test_no_name_is_a_metaphor() -> None:
    """Take the field's term (docs/glossary.md)."""
    metaphor = re.compile(rf"(?:^|_)(?:{'|'.join(METAPHORS)})(?:_|$)")
    found = {
        f"{source.where}:{line} {name}"
        for source in sources(APP, "jobs")
        for name, line in named(source)
        if metaphor.search(words_of(name))
    }
    assert found == set()


def test_no_two_public_classes_share_a_name() -> None:
    """Say whose it is (`LeadImportPlan`), or give what they share one home."""
    homes: dict[str, list[str]] = defaultdict(list)
    for source in sources(APP):
        for node in source.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(source.where)
    shared = {name: where for name, where in homes.items() if len(where) > 1}
    assert len(homes) > 300
    assert set(shared) == set(SHARED), {name: where for name, where in shared.items() if name not in SHARED}
