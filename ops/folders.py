"""Where this checkout keeps what it makes. The folders are the same for every command, so each finds the other's."""

import os
import sys
from pathlib import Path

from pydantic import ValidationError

from ops.console import CommandError
from trustcoach_app.config import ROOT, Settings, settings
from trustcoach_app.db.embedded import EmbeddedServer
from trustcoach_app.db.embedded_host import make_folder, reachable_folder

WEB = ROOT / ".web"


def configured() -> Settings:
    """The settings. Raises CommandError that names the one that cannot be taken."""
    try:
        return settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = str(wrong["loc"][0]).upper()
        raise CommandError(
            f"{name} cannot be used ({wrong['msg'].lower()}): change it in the environment or .env"
        ) from None


def data_dir() -> Path:
    """DATA_DIR, or what stands in for it when root's server could not reach it. Made if missing."""
    folder = reachable_folder(configured().data_dir)
    make_folder(folder)
    return folder


def log_dir() -> Path:
    """Where the processes write what they say, for the eyes of their own user. Made if missing."""
    folder = data_dir() / "logs"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700)
    return folder


def embedded_server(purpose: str = "") -> EmbeddedServer:
    """The embedded server of the application, or one of its own for a purpose: "test" (not durable) or "bench"."""
    return EmbeddedServer(data_dir() / purpose / "postgres", durable=purpose != "test")


def child_environment(**changed: str) -> dict[str, str]:
    """The environment of a child process: ours, with the programs beside our Python (node, npm) first."""
    programs = Path(sys.executable).parent
    return {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": _home(),
        "REFLEX_DIR": str(data_dir() / "reflex"),
        **changed,
    }


def _home() -> str:
    """Where npm keeps its cache. Service accounts often have none, or one that does not exist."""
    home = os.path.expanduser("~")
    return home if os.access(home, os.W_OK) else str(data_dir())
