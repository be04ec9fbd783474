"""Of a long output, the line that helps is shown."""

import pytest

from ops.log_tail import telling_line

_TRACEBACK = """Traceback (most recent call last):
  File "x.py", line 1, in <module>
    raise ProgrammingError
sqlalchemy.exc.ProgrammingError: (psycopg.errors.DuplicateSchema) schema "queue" already exists
[SQL: CREATE SCHEMA queue]
(Background on this error at: the documentation)
"""


@pytest.mark.parametrize(
    ("output", "line"),
    [
        (_TRACEBACK, 'sqlalchemy.exc.ProgrammingError: (psycopg.errors.DuplicateSchema) schema "queue" already exists'),
        ("building\n[vite] Error: no such export\nsee the log\n", "[vite] Error: no such export"),
        ("one\n\n  two  \n\n", "two"),
        ("", "it said nothing"),
    ],
)
def test_the_telling_line(output: str, line: str) -> None:
    assert telling_line(output) == line
