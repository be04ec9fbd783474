"""Each command says what is wrong in one line, and how to mend it."""

import os
import stat
from pathlib import Path

import pytest

from ops.bench import chosen_benchmarks
from ops.console import CommandError, run_command
from ops.database import checked
from ops.folders import log_dir
from ops.secret_key import stored_key


def test_an_unreachable_database_is_one_line_without_its_password() -> None:
    with pytest.raises(CommandError) as refusal:
        checked("postgresql://owner:s3cret@127.0.0.1:1/trustcoach")
    assert "DATABASE_URL cannot be used" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize("url", ["mysql://owner:s3cret@host/x", "s3cret", "postgresql://h/x?nonsense=s3cret"])
def test_what_is_no_postgresql_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(CommandError) as refusal:
        checked(url)
    assert "s3cret" not in str(refusal.value)


def test_a_working_database_is_taken_in_either_spelling(owner_url: str) -> None:
    assert checked(owner_url.replace("postgresql://", "postgresql+psycopg://")) == owner_url


def test_an_error_ends_the_command_with_its_line_alone(capsys: pytest.CaptureFixture[str]) -> None:
    def main() -> None:
        raise CommandError("Port 3000 is taken")

    with pytest.raises(SystemExit, match="1"):
        run_command(main)
    assert capsys.readouterr() == ("", "Port 3000 is taken\n")


def test_logs_are_closed_to_others() -> None:
    assert stat.S_IMODE(log_dir().stat().st_mode) == 0o700


def test_the_secret_key_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    first = stored_key(tmp_path / "secret_key")
    assert len(first) >= 48
    assert stored_key(tmp_path / "secret_key") == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["secret_key"]


def test_benchmarks_are_chosen_by_name(tmp_path: Path) -> None:
    for name in ("slots.py", "first_load.py", "__init__.py", "_help.py"):
        (tmp_path / name).touch()
    assert chosen_benchmarks(tmp_path, []) == ["first_load", "slots"]
    assert chosen_benchmarks(tmp_path, ["slots"]) == ["slots"]
    with pytest.raises(CommandError, match=r"no benchmark nothing; there are: first_load, slots"):
        chosen_benchmarks(tmp_path, ["nothing"])
