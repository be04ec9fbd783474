"""Programs that only the tests need, from the packages of the system where it has apt."""

import os
import shutil
import subprocess

from ops.console import step


def install_package(package: str) -> None:
    """Install a package as root, or through sudo where that asks for no password; what fails is left to the caller."""
    if shutil.which("apt-get") is None:
        return
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and shutil.which("sudo") is None:
        return
    with step(f"Installing {package} (apt-get)"):
        try_command([*as_root, "apt-get", "update"])
        try_command([*as_root, "apt-get", "install", "-y", "--no-install-recommends", package])


def try_command(command: list[str]) -> None:
    """Run it silently to its end, whatever that is: who asked looks whether there is now what was missing."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=False, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
