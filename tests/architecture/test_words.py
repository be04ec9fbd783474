"""What is written: docstrings, French typography, and nothing that does not belong in a repository."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import APP, Function, Source, dotted, sources, texts

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
REGISTRIES = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|npmmirror|jsdelivr|unpkg\.com")
MACHINE_PATHS = re.compile(r"(?<![\w.:/-])/(?:tmp|work|root|home|Users|mnt)/\w")
STRAIGHT_APOSTROPHE = re.compile(
    r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|aujourd)'(?=[a-zàâéèêëîïôœùûh])", re.IGNORECASE
)
THREE_DOTS = re.compile(r"[a-zà-ÿ]\.\.\.(?:\s|$)", re.IGNORECASE)
BREAKABLE_SPACE = re.compile(r"[a-zà-ÿ0-9)»%€] [;!?»](?:\s|$)|« \S|\d [€%]", re.IGNORECASE)
LANGUAGE_OF_SQL = {"db", "models"}


def spoken() -> Iterator[tuple[str, str]]:
    """Every string that could be shown to somebody, with its place."""
    for source in sources(APP):
        if source.folder not in LANGUAGE_OF_SQL:
            yield from ((f"{source.where}:{string.lineno}", str(string.value)) for string in source.strings)


def test_apostrophes_are_curved() -> None:
    """Write l’heure with ’ (U+2019) in what a user reads."""
    assert [place for place, words in spoken() if STRAIGHT_APOSTROPHE.search(words)] == []


def test_an_ellipsis_is_one_character() -> None:
    """Write … (U+2026)."""
    assert [place for place, words in spoken() if THREE_DOTS.search(words)] == []


def test_high_punctuation_keeps_to_its_word() -> None:
    """Before ; ! ? » € % and after « goes a space that does not break: U+202F, or U+00A0 before € and inside « »."""
    assert [place for place, words in spoken() if "<" not in words and BREAKABLE_SPACE.search(words)] == []


def speaks_for_itself(source: Source, node: ast.AST) -> bool:
    """A handler has the name of what is clicked, a function of a page or of its parts that of what is seen."""
    if not isinstance(node, Function):
        return False
    is_handler = any(dotted(each) == "rx.event" for each in node.decorator_list)
    return is_handler or source.name in ("page.py", "parts.py")


def documented(source: Source) -> Iterator[ast.AST]:
    """What must say what it is: the module, its public classes and functions, and the public methods of these."""
    yield source.tree
    todo: list[ast.AST] = [source.tree]
    while todo:
        for node in ast.iter_child_nodes(todo.pop()):
            if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
                if not speaks_for_itself(source, node):
                    yield node
                if isinstance(node, ast.ClassDef):
                    todo.append(node)


def test_what_is_public_says_what_it_is() -> None:
    """A docstring says what a newcomer needs: shapes, units, errors raised, where a rule comes from."""
    wrong = [
        f"{source.where}:{getattr(node, 'lineno', 1)}"
        for source in sources(APP, "jobs", "ops")
        if source.text.strip()
        for node in documented(source)
        if not ast.get_docstring(node)  # type: ignore[arg-type]
    ]
    assert wrong == []


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Every line of the project that matches."""
    return [
        f"{where}:{number}"
        for where, text in texts().items()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_left_for_later() -> None:
    """Do it, or write it into an issue."""
    assert lines_with(UNFINISHED) == []


def test_no_registry_is_named() -> None:
    """The package managers know where they fetch from; a lock file names versions and hashes."""
    assert lines_with(REGISTRIES) == []


def test_no_path_of_somebodys_machine() -> None:
    """Start from config.ROOT, settings().data_dir or a temporary folder."""
    assert lines_with(MACHINE_PATHS) == []
