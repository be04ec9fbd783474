"""The reader of an uploaded list, in a process of its own (uploads/bounded.py): facts and a file in, a plan out."""

from collections.abc import Iterator

from trustcoach_app.importing.clients_file import read_clients
from trustcoach_app.importing.clients_plan import plan_clients
from trustcoach_app.importing.facts import from_lines
from trustcoach_app.importing.plan import PLAN


def answer(head: bytes, content: bytes) -> Iterator[bytes]:
    """The dry run, as JSON. Raises Unreadable."""
    yield PLAN.dump_json(plan_clients(read_clients(content), from_lines(head)))
