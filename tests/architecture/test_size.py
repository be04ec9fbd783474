"""How long things may get before they become two."""

from statistics import median

import pytest

from tests.architecture.source import APP, sources, texts

MOST_LINES = 250
MEDIAN_LINES = 10
MOST_FUNCTION_LINES = 40


def test_no_file_is_long() -> None:
    """A file that outgrows 250 lines becomes two with names of their own."""
    lines = {where: len(text.splitlines()) for where, text in texts().items() if where.endswith((".py", ".jsx"))}
    assert {where: count for where, count in lines.items() if count > MOST_LINES} == {}


@pytest.mark.parametrize("folder", [APP, "jobs", "ops", "tests"])
def test_functions_are_short(folder: str) -> None:
    """Half of them have ten lines or fewer, docstrings included: one idea each."""
    lengths = [function.end_lineno - function.lineno + 1 for source in sources(folder) for function in source.functions]
    assert not lengths or median(lengths) <= MEDIAN_LINES


def test_no_function_is_long() -> None:
    """Over 40 lines a function has several ideas. Pages, parts and the tables of a migration are lists, not ideas."""
    wrong = {
        f"{source.where}:{function.lineno} {function.name}"
        for source in sources()
        if source.name not in ("page.py", "parts.py") and not source.where.startswith("alembic/versions/")
        for function in source.functions
        if function.end_lineno - function.lineno + 1 > MOST_FUNCTION_LINES
    }
    assert wrong == set()
