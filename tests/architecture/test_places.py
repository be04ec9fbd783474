"""What is done in one place only."""

import ast

import pytest

from tests.architecture.source import APP, dotted, sources

READS_THE_TIME = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
}


def uses(names: set[str], *, but: str) -> set[str]:
    """Where the application or a job names one of these, outside the one file that may."""
    return {
        f"{source.where}:{node.lineno}"
        for source in sources(APP, "jobs")
        if source.where != but
        for node in source.nodes
        if isinstance(node, ast.Attribute | ast.Name) and dotted(node) in names
    }


def test_only_the_clock_reads_the_time() -> None:
    """Take `now` as an argument; the edge (a handler, a job, a route) gets it from clock.now()."""
    assert uses(READS_THE_TIME, but=f"{APP}/clock.py") == set()


def test_only_the_settings_read_the_environment() -> None:
    """Add a field to Settings in config.py, and its line to .env.example."""
    assert uses({"os.environ", "os.getenv", "environ", "getenv"}, but=f"{APP}/config.py") == set()


@pytest.mark.parametrize("verb", ["commit", "rollback"])
def test_only_unit_of_work_ends_transactions(verb: str) -> None:
    """The edge opens `async with unit_of_work(principal)`: it commits at the end, and rolls back on any error."""
    found = {
        f"{source.where}:{node.lineno}"
        for source in sources(APP, "jobs")
        if source.where != f"{APP}/db/unit_of_work.py"
        for node in source.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == verb
    }
    assert found == set()
