"""The secret that everything secret is derived from. Made once in development, demanded in production, never shown."""

import os
import secrets
from pathlib import Path

from ops.console import CommandError
from ops.folders import configured, data_dir


def secret_key() -> str:
    """SECRET_KEY, or outside production the one kept in the data folder. Raises CommandError in production."""
    given = configured().secret_key.get_secret_value()
    if given:
        return given
    if configured().environment == "production":
        raise CommandError("SECRET_KEY is not set: production needs its own, long and random, and kept for good")
    return stored_key(data_dir() / "secret_key")


def stored_key(file: Path) -> str:
    """The key in a file that only we can read; made if there is none. Appears whole or not at all."""
    if not file.exists():
        unfinished = file.with_suffix(f".{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(48))
        unfinished.rename(file)
    return file.read_text()
