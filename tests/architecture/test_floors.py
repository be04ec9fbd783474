"""Imports go down the floors of the house, and nowhere else."""

import pytest

from tests.architecture.floors import FLOORS, SIDEWAYS, floor_of, refusal
from tests.architecture.source import APP, Source, sources

OUTSIDE = {"jobs", "ops"}


def place(module: str) -> str:
    """The folder or top-level file that a module belongs to: `trustcoach_app.focus.queries` → `focus`."""
    first, *rest = module.split(".")
    if first in OUTSIDE:
        return first
    return rest[0] if first == APP and rest else ""


def place_of(source: Source) -> str:
    """The same of a file."""
    return place(source.where.removesuffix(".py").replace("/", "."))


def arrows() -> dict[tuple[str, str], list[str]]:
    """Every folder that imports another one, with the files that do."""
    found: dict[tuple[str, str], list[str]] = {}
    for source in sources(APP, *OUTSIDE):
        for to in {place(name) for name in source.imports} - {"", place_of(source)}:
            found.setdefault((place_of(source), to), []).append(source.where)
    return found


def test_imports_go_down() -> None:
    """The sentence says which folders, and the files are named."""
    wrong = {why: files for pair, files in arrows().items() if place_exists(pair) and (why := refusal(*pair))}
    assert wrong == {}


def place_exists(pair: tuple[str, str]) -> bool:
    """`from trustcoach_app import ui` names a package, and `__init__` no place at all."""
    return "__init__" not in pair


def test_what_is_allowed_sideways_happens() -> None:
    """Take a pair that nobody needs any more out of SIDEWAYS."""
    assert set(SIDEWAYS) - set(arrows()) == set()


def test_each_folder_has_one_floor() -> None:
    """Two would contradict each other."""
    names = [name for _, floor in FLOORS for name in floor.split()]
    assert sorted(names) == sorted(set(names))
    assert {place_of(source) for source in sources(APP)} - {"__init__", *names} == set()


@pytest.mark.parametrize(
    ("importer", "imported", "says"),
    [
        ("focus", "bookings", None),
        ("bookings", "focus", "a floor above"),
        ("goals", "messaging", "its own floor"),
        ("admin", "setter", None),
        ("setter", "admin", "its own floor"),
        ("money", "errors", None),
        ("errors", "ui", "a floor above"),
        ("focus", "attic", "attic/ has no floor"),
    ],
)
def test_a_refusal_says_what_to_do(importer: str, imported: str, says: str | None) -> None:
    found = refusal(importer, imported)
    assert found is None if says is None else says in (found or "")


def test_the_ground_is_below_everything() -> None:
    assert floor_of("errors") == 0
