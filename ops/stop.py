"""Ends a run of this checkout, also one that was left behind, and the embedded PostgreSQL.

python -m ops.stop
"""

from ops.console import run_command, say
from ops.folders import data_dir, embedded_server
from ops.run_record import end_processes, forget_run, saved_run

_PATIENCE = 30.0
"""Seconds for a supervisor to end its children and its database in order."""


def main() -> None:
    """End what is running, and say what it was."""
    folder = data_dir()
    run = saved_run(folder)
    ended: list[str] = []
    if run is not None:
        ended += end_processes([run.supervisor], _PATIENCE)
        ended += end_processes(run.children)
        forget_run(folder)
    for purpose in ("", "test", "bench"):
        if embedded_server(purpose).stop():
            ended.append(f"PostgreSQL ({purpose or 'application'})")
    say(f"Ended: {', '.join(ended)}. The data stays." if ended else "Nothing was running.")


if __name__ == "__main__":
    run_command(main)
