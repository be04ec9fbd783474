"""Makes .venv hold exactly what is pinned. Runs before anything is installed: standard library only.

python -m ops.environment run|dev
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from ops.console import CommandError, run_command, say, step
from ops.installer import install_packages, run_quietly

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALLING = VENV / "installing"
"""There while packages are being installed; see ops/python.sh."""

PINS = {"run": ("requirements.txt",), "dev": ("requirements.txt", "requirements-dev.txt")}


def pins_digest(root: Path, names: tuple[str, ...]) -> str:
    """SHA-256 over the pinned requirements and the Python they were installed for."""
    parts = [f"{sys.version_info[0]}.{sys.version_info[1]}".encode(), *((root / name).read_bytes() for name in names)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_installed(purpose: str) -> bool:
    """Whether .venv already holds the pins of `purpose` ("run" or "dev")."""
    stamp = VENV / f"{purpose}.sha256"
    return not INSTALLING.exists() and stamp.exists() and stamp.read_text() == pins_digest(ROOT, PINS[purpose])


def install(purpose: str) -> None:
    """Make .venv if needed and install the pins. Raises CommandError when it cannot be done."""
    if INSTALLING.exists() or not PYTHON.exists():
        _create_venv()
    INSTALLING.touch()
    install_packages(PYTHON, ROOT / PINS[purpose][-1])
    (VENV / f"{purpose}.sha256").write_text(pins_digest(ROOT, PINS[purpose]))
    INSTALLING.unlink()


def _create_venv() -> None:
    if VENV.exists():
        say("  An earlier installation was cut short: starting it again")
        shutil.rmtree(VENV)
    if _venv_module_is_missing():
        _install_venv_module()
    with step("Creating the Python environment (.venv)"):
        run_quietly([sys.executable, "-m", "venv", str(VENV)], "could not create .venv")


def _venv_module_is_missing() -> bool:
    """Debian ships Python without the part that puts pip into a new environment."""
    return subprocess.run([sys.executable, "-c", "import ensurepip"], check=False, capture_output=True).returncode != 0


def _install_venv_module() -> None:
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise CommandError(
            f"This Python cannot create environments: install its venv module (apt-get install {package})"
        )
    with step(f"Installing {package}"):
        subprocess.run(["apt-get", "update"], check=False, capture_output=True)
        run_quietly(["apt-get", "install", "-y", "--no-install-recommends", package], f"could not install {package}")


def main() -> None:
    """Install what the named purpose needs, unless it is there already. One process at a time."""
    purpose = sys.argv[1]
    if not is_installed(purpose):
        folder = os.open(ROOT, os.O_RDONLY)
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not is_installed(purpose):
            install(purpose)


if __name__ == "__main__":
    run_command(main)
