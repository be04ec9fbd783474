"""What every process of the application is started with, and the two steps that prepare its database."""

import sys

from ops.children import run_to_end
from ops.console import CommandError, step
from ops.database import is_external, owner_url
from ops.folders import child_environment, configured, data_dir, log_dir
from ops.log_tail import telling_line
from ops.schema_stamp import is_stamped, put_stamp, stamp_of_sources
from ops.secret_key import secret_key


def demo_is_on() -> bool:
    """DEMO where it is set; otherwise demo data is for every start outside production."""
    chosen = configured()
    return chosen.demo if "demo" in chosen.model_fields_set else chosen.environment != "production"


def application_environment(**changed: str) -> dict[str, str]:
    """The environment of the web and jobs processes. Starts the embedded server if that is the one in use."""
    return child_environment(
        **{
            "DATABASE_URL": owner_url(),
            "SECRET_KEY": secret_key(),
            "DATA_DIR": str(data_dir()),
            "DEMO": "1" if demo_is_on() else "0",
            "PYTHONUNBUFFERED": "1",
            "REFLEX_CHECK_LATEST_VERSION": "false",
            **changed,
        }
    )


def migrate(environment: dict[str, str]) -> None:
    """Bring the database to the newest schema. Raises CommandError with the line that says why it cannot be.

    The embedded server is ours alone, so what was migrated there stays so; another server is looked at every time.
    """
    url, stamp = environment["DATABASE_URL"], stamp_of_sources(environment["SECRET_KEY"])
    if is_external() or not is_stamped(url, stamp):
        with step("Bringing the database to the newest schema"):
            _migrate(environment)
        put_stamp(url, stamp)


def _migrate(environment: dict[str, str]) -> None:
    log = log_dir() / "migrate.log"
    with log.open("w") as output:
        ended = run_to_end([sys.executable, "-m", "ops.migrate"], environment, output)
    if ended != 0:
        why = telling_line(log.read_text())
        raise CommandError(f"The database could not be migrated: {why} (all of it: {log})")


def write_demo_data(environment: dict[str, str]) -> str:
    """Write the demo data, or top it up so that it has a today; the table of its accounts. Raises CommandError."""
    log = log_dir() / "demo.log"
    with log.open("w") as output, step("Writing demo data"):
        ended = run_to_end([sys.executable, "-m", "trustcoach_app.demo"], environment, output)
    said = log.read_text()
    if ended != 0:
        raise CommandError(
            f"The demo data could not be written: {telling_line(said)} (all of it: {log}; make demo-reset)"
        )
    return said.rstrip()
