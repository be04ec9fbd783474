"""What waits to be read is counted, of each socket and of all."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from trustcoach_app.web.open_sockets import MOST_UNREAD, MOST_UNREAD_IN_ALL, Ended, OpenSocket, OpenSockets


async def opened(sockets: OpenSockets, network: str = "home") -> OpenSocket:
    """One more."""
    socket = OpenSocket(network)
    sockets.add(socket)
    return socket


async def test_sockets_are_counted_by_network() -> None:
    sockets = OpenSockets()
    first, second = await opened(sockets), await opened(sockets, "office")
    assert (len(sockets), sockets.of("home"), sockets.of("office"), sockets.of("else")) == (2, 1, 1, 0)
    sockets.remove(first)
    sockets.remove(second)
    assert (len(sockets), sockets.of("home")) == (0, 0)


async def test_one_that_lets_too_much_wait_is_ended() -> None:
    sockets = OpenSockets()
    slow, other = await opened(sockets), await opened(sockets)
    sockets.note_unread(slow, MOST_UNREAD + 1)
    assert not slow.ended.done(), "one page may be as large as it is"
    sockets.note_unread(other, 10)
    sockets.note_unread(slow, 1)
    assert (slow.ended.done(), other.ended.done()) == (True, False)


async def test_one_that_reads_goes_on() -> None:
    sockets = OpenSockets()
    socket = await opened(sockets)
    for _ in range(100):
        sockets.note_unread(socket, MOST_UNREAD)
        sockets.note_unread(socket, -MOST_UNREAD)
    assert not socket.ended.done()
    assert sockets.unread == 0


async def test_too_much_in_all_ends_whoever_has_most() -> None:
    sockets = OpenSockets()
    many = [await opened(sockets) for _ in range(MOST_UNREAD_IN_ALL // MOST_UNREAD)]
    for socket in many:
        sockets.note_unread(socket, MOST_UNREAD - 1)
    many[7].unread += 1
    sockets.note_unread(many[0], len(many) + 1)
    assert [socket for socket in many if socket.ended.done()] == [many[0]]


async def test_what_waited_for_one_that_is_gone_counts_no_more() -> None:
    sockets = OpenSockets()
    socket = await opened(sockets)
    sockets.note_unread(socket, 10)
    sockets.remove(socket)
    sockets.note_unread(socket, 10)
    assert sockets.unread == 0


async def never() -> None:
    """A call into the server that does not come back."""
    await asyncio.Event().wait()


async def soon() -> str:
    """One that does."""
    await asyncio.sleep(0)
    return "done"


async def test_a_call_ends_with_its_socket() -> None:
    socket = await opened(OpenSockets())
    assert await socket.unless_ended(soon()) == "done"
    waiting = asyncio.create_task(socket.unless_ended(never()))
    await asyncio.sleep(0)
    socket.end("for a test")
    socket.end("twice")
    with pytest.raises(Ended):
        await waiting


@pytest.mark.parametrize("call", [never, soon])
async def test_a_call_has_its_time(call: Callable[[], Awaitable[object]]) -> None:
    socket = await opened(OpenSockets())
    if call is soon:
        assert await socket.unless_ended(soon(), 30) == "done"
    else:
        with pytest.raises(TimeoutError):
            await socket.unless_ended(never(), 0.01)
