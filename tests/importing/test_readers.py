"""The readers of planning files: each is a process made anew for every file, so what it imports is paid each time."""

import subprocess
import sys

import pytest

from trustcoach_app.config import ROOT
from trustcoach_app.importing.feeds import READER
from trustcoach_app.importing.uploads import CALENDAR_READER, CLIENTS_READER

LOADED = "import sys, importlib; importlib.import_module(sys.argv[1]); print(*sys.modules, sep='\\n')"


@pytest.mark.parametrize("reader", [READER, CALENDAR_READER, CLIENTS_READER])
def test_a_reader_knows_no_table(reader: str) -> None:
    """What it must know of a column stands in limits.py."""
    said = subprocess.run([sys.executable, "-c", LOADED, reader], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(said.stdout.split())
    assert reader in loaded
    assert {name.split(".")[0] for name in loaded} & {"sqlalchemy", "sqlmodel", "psycopg", "reflex"} == set()
    assert {name for name in loaded if name.startswith(("trustcoach_app.models", "trustcoach_app.db"))} == set()
