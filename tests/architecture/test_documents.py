"""What is written points at something: decisions, documents, links and files that exist."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import APP, sources, texts
from trustcoach_app.config import ROOT

DECISION = re.compile(r"^(\d+)\. \*\*", re.MULTILINE)
CITED = re.compile(r"\bdecisions?\s+(\d+(?:(?:,| and| to)\s+\d+)*)", re.IGNORECASE)
OUTSIDE = re.compile(r"\bbriefs? ?\d|\bthe briefs?\b|\bbrief[’']s\b|design: \w+\.md|\.\./shared", re.IGNORECASE)
DOCUMENT = re.compile(r"(?<![\w/.-])docs/[\w./-]*\w")
LINK = re.compile(r"\]\(([^)\s#]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
NAMED_TEST = re.compile(r"`(test_\w+)`")
NAMED_FILE = re.compile(r"(?<![\w./-])((?:[\w-]+/)+[\w.-]+\.(?:py|jsx|css|sql|json|md))\b(?!\()")


def documents() -> dict[str, str]:
    """What is written for readers of the repository, by path."""
    return {where: text for where, text in texts().items() if where.endswith(".md")}


def cited(text: str) -> Iterator[int]:
    """The numbers of decisions that a text cites: `decisions 9 to 11` are three."""
    for found in CITED.finditer(text):
        numbers = [int(number) for number in re.findall(r"\d+", found[1])]
        yield from range(numbers[0], numbers[-1] + 1) if " to " in found[1] else numbers


def test_decisions_are_numbered_in_order() -> None:
    """A new decision takes the next number; one that is replaced keeps its own and says by which."""
    numbers = [int(number) for number in DECISION.findall(documents()["docs/decisions.md"])]
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 20


def test_cited_decisions_exist() -> None:
    """Write the decision into docs/decisions.md before a comment cites it."""
    known = {int(number) for number in DECISION.findall(documents()["docs/decisions.md"])}
    found = {where: set(cited(text)) for where, text in texts().items()}
    assert {where: over for where, numbers in found.items() if (over := numbers - known)} == {}
    assert sum(map(len, found.values())) > 30


@pytest.mark.parametrize(
    ("said", "numbers"),
    [("(decision 7)", [7]), ("decisions 7, 8 and 11", [7, 8, 11]), ("Decisions 9 to 11", [9, 10, 11]), ("decided", [])],
)
def test_citations_are_read(said: str, numbers: list[int]) -> None:
    """Else the rule above would look at nothing."""
    assert list(cited(said)) == numbers


def test_nothing_cites_what_a_clone_does_not_hold() -> None:
    """What was asked for stands in docs/decisions.md and docs/kpis.md, in our own words: cite these."""
    assert {where: found[0] for where, text in texts().items() if (found := OUTSIDE.search(text))} == {}


def test_documents_that_are_named_exist() -> None:
    """`docs/adr/0009` may leave the rest of the name out; a path may end with its folder."""
    wrong = {
        f"{where}: {path}"
        for where, text in texts().items()
        for path in DOCUMENT.findall(text)
        if not (ROOT / path).exists() and not list(ROOT.glob(f"{path}*"))
    }
    assert wrong == set()


def anchors(text: str) -> set[str]:
    """The headings of a document as addresses name them."""
    return {re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-") for heading in HEADING.findall(text)}


def test_links_lead_somewhere() -> None:
    """Each link inside the repository names a file that is there, and a heading that it has."""
    wrong: set[str] = set()
    for where, text in documents().items():
        for path, anchor in LINK.findall(text):
            target = (ROOT / where).parent / path if path else ROOT / where
            if "://" in path or path.startswith("mailto:"):
                continue
            if not target.exists() or (anchor and anchor not in anchors(target.read_text())):
                wrong.add(f"{where}: {path}#{anchor}")
    assert wrong == set()


def test_the_architecture_names_each_folder() -> None:
    """Say in one line of docs/architecture.md what a new folder is for."""
    folders = {path.name for path in (ROOT / APP).iterdir() if (path / "__init__.py").exists()}
    house = documents()["docs/architecture.md"].partition("```")[2].partition("```")[0]
    assert len(folders) > 20
    assert folders - set(re.findall(r"(\w+)/", house)) == set()


def test_tests_that_documents_name_exist() -> None:
    """docs/how-to.md says which test fails: it must be there under that name."""
    defined = {function.name for source in sources("tests") for function in source.functions}
    named = {name for text in documents().values() for name in NAMED_TEST.findall(text)}
    assert len(named) > 15
    assert named - defined == set()


def test_files_that_documents_name_exist() -> None:
    """Seen from the root, from the application's folder, or from the document's own."""
    wrong = {
        f"{where}: {path}"
        for where, text in documents().items()
        for path in NAMED_FILE.findall(text)
        if not any((base / path).exists() for base in (ROOT, ROOT / APP, (ROOT / where).parent))
    }
    assert wrong == set()
