"""Keeps the application's processes and its database running, and ends them in order."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from ops.console import CommandError, say
from ops.ready import readiness
from ops.run_record import ProcessRecord, RunRecord
from ops.supervised_process import SupervisedProcess
from trustcoach_app.db.embedded import EmbeddedServer

READY_SECONDS = 90.0
_GIVE_UP_AFTER = 3
"""Ends in a row, before it was ever ready, after which waiting longer is pointless."""


@dataclass
class Supervisor:
    """The processes of one run. `server` is the embedded PostgreSQL, if it is the one in use."""

    address: str
    folder: Path
    server: EmbeddedServer | None
    processes: list[SupervisedProcess] = field(default_factory=list[SupervisedProcess])
    _recorded: list[ProcessRecord] = field(default_factory=list[ProcessRecord])

    def start(self, process: SupervisedProcess) -> None:
        """Start a process and keep it from now on."""
        self.processes.append(process)
        process.start()
        self._record()

    def wait_until_ready(self, probe: str) -> None:
        """Return when the application at `probe` is ready. Raises CommandError with what it says when it never is."""
        deadline = time.monotonic() + READY_SECONDS
        while True:
            ready, said = readiness(probe)
            if ready:
                return
            if time.monotonic() > deadline:
                raise CommandError(f"TrustCoach does not become ready; it says: {said[:500]}")
            self._give_up_on_what_never_starts()
            self.look_after()
            time.sleep(0.1)

    def look_after(self) -> None:
        """Start again what has ended. To be called a few times a second."""
        if self.server is not None and not self.server.is_running():
            say("  PostgreSQL ended; starting it again")
            self.server.start()
        for process in self.processes:
            process.look_after()
        self._record()

    def stop(self) -> None:
        """End the processes; what they serve stays."""
        for process in self.processes:
            process.stop()

    def _give_up_on_what_never_starts(self) -> None:
        for process in self.processes:
            if process.failures >= _GIVE_UP_AFTER:
                raise CommandError(f"The {process.name} process does not start ({process.log}):\n{process.log_tail()}")

    def _record(self) -> None:
        """Let `make stop` and the next start know the children of the moment."""
        living = [record for process in self.processes if (record := process.record())]
        if living != self._recorded:
            self._recorded = living
            RunRecord(self.address, ProcessRecord.of("supervisor", os.getpid()), living).save(self.folder)
