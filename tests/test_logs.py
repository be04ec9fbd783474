"""What a process logs: bounded in length and rate, and nothing that somebody typed."""

import io
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from trustcoach_app import logs
from trustcoach_app.config import ROOT
from trustcoach_app.logs import LONGEST_LINE, OneASecond, OneLine, kind_and_places


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """What was written so far, by two loggers: `trustcoach_app.here` and `library`."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLine())
    handler.addFilter(OneASecond())
    loggers = [logging.getLogger(name) for name in ("trustcoach_app.here", "library")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)
        logger.propagate = True


ours, library = logging.getLogger("trustcoach_app.here"), logging.getLogger("library")


def lines(said: io.StringIO) -> list[str]:
    """Without their times."""
    return [line.split(" ", 2)[2] for line in said.getvalue().splitlines()]


@pytest.mark.parametrize("text", ["x" * 5_000, "a\nb\n" * 500, "é\x00\x1b[31m\u2028" * 300])
def test_a_line_is_one_line_of_bounded_length(said: io.StringIO, text: str) -> None:
    ours.warning("%s", text)
    written = said.getvalue()
    assert len(written) <= LONGEST_LINE + 1
    assert written.isprintable() or written[:-1].isprintable()
    assert written.count("\n") == 1


def test_one_kind_has_one_line_a_second_and_says_how_many_it_had(
    said: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(logs, "monotonic", lambda: now[0])
    for second in (0.0, 0.5, 0.999, 1.0):
        now[0] = 100.0 + second
        for number in range(50):
            ours.warning("refused %s", number)
        ours.warning("another kind")
    assert lines(said) == [
        "WARNING trustcoach_app.here: refused 0",
        "WARNING trustcoach_app.here: another kind",
        "WARNING trustcoach_app.here: refused 0 · and 149 more",
        "WARNING trustcoach_app.here: another kind · and 2 more",
    ]


def test_finer_kinds_are_named(said: io.StringIO) -> None:
    for _ in range(3):
        for kind in ("focus", "planning"):
            ours.error("%s failed", kind, extra={"kind": kind})
    assert len(lines(said)) == 2


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Received event from session 1. Event data: {'text': 'notes'}", "Received event from session 1. Event data"),
        ("Error transforming argument 'name' with value 'Marie'", "Error transforming argument"),
        ("Frontend version 0.9 does not match", "Frontend version 0.9 does not match"),
        ("gone: Event(name='a', payload={'b': 1})", "gone"),
        ("call 0612345678", "call"),
    ],
)
def test_a_librarys_line_ends_where_values_begin(said: io.StringIO, words: str, written: str) -> None:
    library.warning(words)
    assert lines(said) == [f"WARNING library: {written}"]


def test_an_error_is_told_by_kind_and_places(said: io.StringIO) -> None:
    try:
        int("Marie Dupont")
    except ValueError:
        library.exception("failed")
    [line] = lines(said)
    assert line.startswith("ERROR library: failed · ValueError in tests/test_logs.py:")
    assert "Marie" not in line


def test_the_places_on_the_way_are_ours(said: io.StringIO) -> None:
    from trustcoach_app.money import euros

    with pytest.raises(Exception) as caught:  # noqa: PT011  whatever it is
        euros(object())  # type: ignore[arg-type]
    assert "(trustcoach_app/money.py:" in kind_and_places(caught.value)


def test_a_library_says_nothing_of_an_outage(said: io.StringIO) -> None:
    """outage.py does, once for all."""
    with pytest.raises(psycopg.OperationalError) as caught:
        psycopg.connect("postgresql://nobody@127.0.0.1:1/x", connect_timeout=2)
    library.error("pool", exc_info=caught.value)
    assert lines(said) == []


def test_a_process_has_one_handler_for_all(tmp_path: Path) -> None:
    """Loggers that were set up before, warnings, and errors that nobody awaited."""
    code = """
import asyncio, logging, warnings
logging.getLogger("engineio").addHandler(logging.StreamHandler())
from trustcoach_app.logs import bound_logs
bound_logs()
for _ in range(1000): logging.getLogger("engineio").error("bad frame " + "z" * 2000)
for _ in range(1000): warnings.warn("careful " + "w" * 2000)
async def fail(): raise ValueError("typed")
async def main():
    for _ in range(100): asyncio.create_task(fail())
    await asyncio.sleep(0.1)
asyncio.run(main())
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    written = ended.stderr.splitlines()
    assert len(written) == 3, ended.stderr[:2000]
    assert max(map(len, written)) <= LONGEST_LINE
    assert "typed" not in ended.stderr
