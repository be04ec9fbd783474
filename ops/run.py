"""Runs TrustCoach: database, pages, web and jobs, until Ctrl-C.

python -m ops.run
"""

import signal
import time
from pathlib import Path

from ops.application import application_environment, demo_is_on, migrate, write_demo_data
from ops.console import elapsed, run_command, say, step
from ops.database import is_external
from ops.folders import configured, data_dir, embedded_server
from ops.frontend import build_if_changed
from ops.port import require_free_port
from ops.processes import jobs_process, web_process
from ops.run_record import end_processes, forget_run, only_run, saved_run
from ops.supervise import Supervisor

_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    """Run until told to stop. Raises CommandError for what the person at the keyboard can mend."""
    for number in _ENDINGS:
        signal.signal(number, _interrupt)
    folder = data_dir()
    with only_run(folder):
        _end_remains(folder)
        require_free_port(configured().host, configured().port)
        try:
            _run(folder)
        except KeyboardInterrupt:
            say("Stopped. The data stays.")
        finally:
            _stop_database()
            forget_run(folder)


def _run(folder: Path) -> None:
    say("Starting TrustCoach")
    with step("Looking at the PostgreSQL of DATABASE_URL" if is_external() else "Starting PostgreSQL"):
        environment = application_environment()
    build_if_changed()
    migrate(environment)
    web = web_process(configured().host, configured().port, environment)
    supervisor = Supervisor(configured().origin, folder, None if is_external() else embedded_server())
    try:
        supervisor.start(web)
        accounts = write_demo_data(environment) if demo_is_on() else ""
        with step("Starting the web and jobs processes"):
            supervisor.start(jobs_process(environment))
            supervisor.wait_until_ready(_probe())
        _welcome(accounts)
        while True:
            supervisor.look_after()
            time.sleep(0.5)
    finally:
        _refuse_interrupts()
        supervisor.stop()


def _probe() -> str:
    host = configured().host
    return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{configured().port}"  # noqa: S104  compared, not bound


def _welcome(accounts: str) -> None:
    say(f"\nTrustCoach runs at {configured().origin}  (ready in {elapsed():.1f} s)")
    if accounts:
        say(f"\n{accounts}")
    say("\nCtrl-C ends it; the data stays.")


def _end_remains(folder: Path) -> None:
    """End what a supervisor that was killed may have left. On Linux its children end by themselves."""
    left = saved_run(folder)
    if left is not None:
        end_processes(left.children)
        forget_run(folder)


def _stop_database() -> None:
    _refuse_interrupts()
    if not is_external():
        embedded_server().stop()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _refuse_interrupts() -> None:
    """From here on everything is being ended, in order; a second Ctrl-C would only leave something behind."""
    for number in _ENDINGS:
        signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    run_command(main)
