"""The embedded PostgreSQL: a real server out of the package index, one folder for each, reached by a unix socket only.

The folder is closed to other accounts. Inside it the owner needs no password; the application's logins need theirs, as
they do on any other server. Starting is safe from several processes at once and after any kind of crash.
"""

import fcntl
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from trustcoach_app.db.embedded_host import (
    SOCKET_NAME,
    EmbeddedServerError,
    make_folder,
    own,
    programs,
    server_account,
    socket_folder,
)

OWNER = "postgres"
DATABASE = "trustcoach"

_HBA = f"local all {OWNER} trust\nlocal all all scram-sha-256\n"
_START_SECONDS = 120
"""Long, because a server that was killed first replays what it had promised."""
_ORPHAN_SECONDS = 10.0


@dataclass(frozen=True)
class EmbeddedServer:
    """One server. `home` holds its data and its log; without `durable` it trades safety after a crash for speed."""

    home: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "server.log"

    def url(self, database: str = DATABASE) -> str:
        """The owner's URL of a database, for libpq: postgresql://owner@/database?host=folder."""
        return f"postgresql://{OWNER}@/{database}?host={quote(str(socket_folder(self.home)), safe='')}"

    def is_running(self) -> bool:
        """Whether its postmaster is alive, whatever a file left behind says."""
        return self._postmaster() is not None

    def start(self) -> bool:
        """Start unless it runs, and wait until it takes connections; whether this call started it.

        Raises EmbeddedServerError with the server's last words when it does not come up.
        """
        make_folder(self.home.parent)
        own(self.home)
        own(socket_folder(self.home))
        started = self._start_unless_running()
        if not self._answers():
            started = self._start_unless_running()
            if not self._answers():
                raise EmbeddedServerError(f"The embedded PostgreSQL does not answer: {self._last_line()}")
        return started

    def stop(self) -> bool:
        """End it cleanly, cutting open connections; whether it was running. Data stays."""
        if self._postmaster() is None:
            return False
        self._run("pg_ctl", "stop", "-w", "-m", "fast", "-t", "60", "-D", str(self.data))
        return True

    def create_database(self, name: str = DATABASE) -> bool:
        """Create an empty database unless it exists; whether this call created it."""
        with psycopg.connect(self.url(OWNER), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
            if found is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            return found is None

    def drop_database(self, name: str = DATABASE) -> None:
        """Drop a database if it exists, ending its connections."""
        with psycopg.connect(self.url(OWNER), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def replace_database(self, name: str, successor: str) -> None:
        """Drop a database, ending its connections, and give its name to another one."""
        self.drop_database(name)
        with psycopg.connect(self.url(OWNER), autocommit=True) as connection:
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(rename.format(sql.Identifier(successor), sql.Identifier(name)))

    def _start_unless_running(self) -> bool:
        with self._alone():
            if self.is_running():
                return False
            self._initialise()
            self._clear_after_crash()
            self._launch()
            return True

    @contextmanager
    def _alone(self) -> Generator[None]:
        """One process at a time; the lock ends with its holder, however that ends."""
        with (self.home / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _postmaster(self) -> psutil.Process | None:
        """The live postmaster. Its pid file may be a crash's, and the pid in it may be somebody else's by now."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return next(iter(self._servers([pid])), None)

    def _servers(self, pids: list[int]) -> list[psutil.Process]:
        """Those of the processes that are PostgreSQL's and work in this data directory."""
        found: list[psutil.Process] = []
        for pid in pids:
            with suppress(psutil.Error, FileNotFoundError):
                process = psutil.Process(pid)
                ours = process.name() == "postgres" and Path(process.cwd()) == self.data
                if ours and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found

    def _initialise(self) -> None:
        """Make the data directory under another name first: one that is half made never counts."""
        if (self.data / "PG_VERSION").exists():
            return
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        locale = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        self._run("initdb", "-D", str(unfinished), "-U", OWNER, "--encoding=UTF8", "--auth=trust", *locale)
        (unfinished / "pg_hba.conf").write_text(_HBA)
        unfinished.rename(self.data)

    def _clear_after_crash(self) -> None:
        """Let the children of a killed postmaster end, for they still write; then its pid file is only a file."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        orphans = self._servers(psutil.pids())
        _, alive = psutil.wait_procs(orphans, timeout=_ORPHAN_SECONDS)
        for orphan in alive:
            with suppress(psutil.NoSuchProcess):
                orphan.kill()
        psutil.wait_procs(alive, timeout=_ORPHAN_SECONDS)
        pid_file.unlink(missing_ok=True)
        (socket_folder(self.home) / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)

    def _launch(self) -> None:
        safety = "on" if self.durable else "off"
        settings = (
            "listen_addresses=",
            f'unix_socket_directories="{socket_folder(self.home)}"',
            "max_connections=200",
            f"fsync={safety}",
            f"synchronous_commit={safety}",
            "wal_buffers=16MB",  # a run of the rollup fills the usual 4 several times, and waits for the disk
            "log_min_messages=log",  # what a statement was refused for holds its values, and we log that ourselves
            "log_checkpoints=off",
        )
        options = shlex.join(f"--{setting}" for setting in settings)
        where = ("-D", str(self.data), "-l", str(self.log))
        self._run("pg_ctl", "start", "-w", "-t", str(_START_SECONDS), *where, "-o", options)

    def _answers(self) -> bool:
        """Wait until it takes connections; False when it has died meanwhile, as one just killed does."""
        deadline = time.monotonic() + _START_SECONDS
        while self.is_running() and time.monotonic() < deadline:
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.url(OWNER), connect_timeout=5).close()
                return True
            time.sleep(0.1)
        return False

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs. Its output goes to a file: a server it starts would hold a pipe open."""
        with tempfile.TemporaryFile("w+") as output:
            ended = subprocess.run(  # noqa: S603  our own program and arguments
                [programs(self.home) / program, *arguments],
                check=False,
                cwd=self.home,
                env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **server_account(),
            )
            output.seek(0)
            if ended.returncode != 0:
                said = " ".join(output.read().split())[-300:]
                raise EmbeddedServerError(f"{program} failed: {said} {self._last_line()}".strip())

    def _last_line(self) -> str:
        """The last lines of the server's log, as one line."""
        with suppress(OSError):
            return " ".join(self.log.read_text(errors="replace").splitlines()[-3:])
        return f"no log at {self.log}"
