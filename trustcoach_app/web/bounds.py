"""What a web process sets up for itself before it serves: bounded logs, and as many open files as it can have."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from trustcoach_app.logs import bound_logs
from trustcoach_app.web.open_files import raise_open_files


@asynccontextmanager
async def bounded_process() -> AsyncGenerator[None]:
    """For `app.register_lifespan_task`, as the first of them."""
    bound_logs()
    raise_open_files()
    yield
