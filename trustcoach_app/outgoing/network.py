"""No network call inside a unit of work: write the intent, commit, call, write the outcome.

A call inside would hold the transaction, its locks and its connection for as long as somebody else's server likes.
"""

import httpx

from trustcoach_app.db.unit_of_work import is_inside_unit_of_work


class NetworkInsideUnitOfWork(RuntimeError):
    """A defect: the caller has a transaction open."""


def refuse_inside_unit_of_work() -> None:
    """Every client of an outside service calls this first. Raises NetworkInsideUnitOfWork."""
    if is_inside_unit_of_work():
        raise NetworkInsideUnitOfWork


class OutsideTransactions(httpx.AsyncHTTPTransport):
    """The transport of every httpx client: refuses to send inside a unit of work."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send. Raises NetworkInsideUnitOfWork before a byte leaves."""
        refuse_inside_unit_of_work()
        return await super().handle_async_request(request)
