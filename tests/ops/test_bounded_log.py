"""A log stays within two files of bounded size while its process runs, whatever that writes."""

import subprocess
import sys
from pathlib import Path

from ops.bounded_log import BoundedLog, previous

LARGEST = 200_000
LINE = "x" * 79 + "\n"


def write(log: Path, code: str) -> None:
    """Run a program whose output goes there, to its end."""
    bounded = BoundedLog(log, LARGEST)
    with bounded.open_for_child() as output:
        child = subprocess.Popen([sys.executable, "-c", code], stdout=output)
    child.wait(60)
    bounded.wait(60)


def test_what_is_said_is_written(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    for word in ("first", "second"):
        write(log, f"print({word!r})")
    assert log.read_text() == "first\nsecond\n"
    assert not previous(log).exists()


def test_a_flood_fills_two_files_and_its_end_is_kept(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    write(log, f"import sys\nfor _ in range(100_000): sys.stdout.write({LINE!r})\nprint('the end')")
    files = [log, previous(log)]
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert max(file.stat().st_size for file in files) <= LARGEST
    assert log.read_text().endswith("the end\n")
    assert len(previous(log).read_text() + log.read_text()) > LARGEST
