"""Measures what we claim: runs benchmarks/<name>.py, or all of them, on a database of their own.

python -m ops.bench [name]
"""

import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

from ops.application import migrate
from ops.chromium import require_chromium
from ops.console import CommandError, run_command
from ops.folders import child_environment, data_dir, embedded_server
from ops.frontend import build_if_changed
from ops.secret_key import secret_key
from trustcoach_app.config import ROOT

BENCHMARKS = ROOT / "benchmarks"


def main() -> None:
    """Run the named benchmark, or every one; each starts with a fresh, migrated database."""
    names = chosen_benchmarks(BENCHMARKS, sys.argv[1:])
    with redirect_stdout(sys.stderr):  # so that standard output holds JSON lines and nothing else
        build_if_changed()
    server = embedded_server("bench")
    environment = child_environment(
        DATABASE_URL=server.url(),
        SECRET_KEY=secret_key(),
        DATA_DIR=str(data_dir() / "bench"),
        ENVIRONMENT="test",
        DEMO="0",
        CHROMIUM=require_chromium(),
    )
    server.start()
    try:
        for name in names:
            server.drop_database()
            server.create_database()
            with redirect_stdout(sys.stderr):
                migrate(environment)
            _measure(name, environment)
    finally:
        server.stop()


def chosen_benchmarks(folder: Path, wanted: list[str]) -> list[str]:
    """The names to run, of modules in `folder`. Raises CommandError for one that is not there."""
    existing = sorted(path.stem for path in folder.glob("[!_]*.py"))
    unknown = [name for name in wanted if name not in existing]
    if unknown:
        raise CommandError(f"There is no benchmark {', '.join(unknown)}; there are: {', '.join(existing) or 'none'}")
    return wanted or existing


def _measure(name: str, environment: dict[str, str]) -> None:
    ended = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False, cwd=ROOT, env=environment)
    if ended.returncode != 0:
        raise CommandError(f"The benchmark {name} ended with exit code {ended.returncode}")


if __name__ == "__main__":
    run_command(main)
