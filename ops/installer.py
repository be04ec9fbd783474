"""Installs pinned packages: with uv, in seconds; where uv cannot, with pip. Standard library only.

uv does not read pip's settings, by which a machine fetches its packages from elsewhere: they are handed on.
"""

import ast
import os
import re
import subprocess
from pathlib import Path

from ops.console import CommandError, say, step

UV = Path(__file__).resolve().parent.parent / "requirements-uv.txt"
"""The installer itself, pinned like what it installs."""

_SECTIONS = ("global", "install", ":env:")
"""Of pip's settings, a later one before an earlier one."""

_UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_OFFLINE",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
}


def install_packages(python: Path, requirements: Path) -> None:
    """Install the pins of a file into the environment of `python`. Raises CommandError when neither can."""
    with step(f"Installing packages from {requirements.name}"):
        try:
            _install_with_uv(python, requirements)
        except CommandError as error:
            say(f"  {error}; pip does it, which takes longer")
            _pip_install(python, "-r", str(requirements))


def uv_environment(python: Path) -> dict[str, str]:
    """The environment in which uv fetches from where the pip of `python` does, unless it is set itself."""
    listed = subprocess.run([python, "-m", "pip", "config", "list"], check=False, capture_output=True, text=True)
    return {"UV_SYSTEM_CERTS": "1", **handed_on(listed.stdout), **os.environ}


def handed_on(listed: str) -> dict[str, str]:
    """What `pip config list` prints, as variables of uv. Like pip, uv then takes the best of all indexes."""
    settings = re.findall(r"^(global|install|:env:)\.([a-z-]+)=(.+)$", listed, re.MULTILINE)
    settings.sort(key=lambda setting: _SECTIONS.index(setting[0]))
    variables = {"UV_INDEX_STRATEGY": "unsafe-best-match"}
    for _, name, value in settings:
        if name in _UV_NAMES:
            between = "," if name == "find-links" else " "
            variables[_UV_NAMES[name]] = between.join(str(ast.literal_eval(value)).split())
    return variables


def _install_with_uv(python: Path, requirements: Path) -> None:
    _pip_install(python, "-r", str(UV))
    uv = [str(python), "-m", "uv", "pip", "install", "--quiet", "--python", str(python)]
    run_quietly([*uv, "-r", str(requirements)], "uv could not install the packages", uv_environment(python))


def _pip_install(python: Path, *what: str) -> None:
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    run_quietly([*pip, *what], "pip could not install the packages; try again when online")


def run_quietly(command: list[str], trouble: str, environment: dict[str, str] | None = None) -> None:
    """Run a command whose output matters only when it fails: then its last words join the one line of CommandError."""
    result = subprocess.run(
        command, check=False, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if result.returncode != 0:
        last_line = " ".join(result.stdout.strip().splitlines()[-1:])
        raise CommandError(f"{trouble}: {last_line or f'exit code {result.returncode}'}")
