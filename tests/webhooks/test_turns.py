"""A few requests of one sender at a time."""

import asyncio
from uuid import UUID, uuid4

from trustcoach_app.webhooks import turns
from trustcoach_app.webhooks.turns import AT_ONCE, turn

ALICE, BOB = uuid4(), uuid4()


async def test_one_sender_waits_for_itself_and_nobody_else_does() -> None:
    inside, most, opened = {ALICE: 0, BOB: 0}, {ALICE: 0, BOB: 0}, asyncio.Event()

    async def request(sender: UUID) -> None:
        async with turn(sender):
            inside[sender] += 1
            most[sender] = max(most[sender], inside[sender])
            await opened.wait()
            inside[sender] -= 1

    burst = [asyncio.create_task(request(ALICE)) for _ in range(50)]
    await asyncio.sleep(0)
    other = asyncio.create_task(request(BOB))
    await asyncio.sleep(0)
    assert (inside[ALICE], inside[BOB]) == (AT_ONCE, 1)
    opened.set()
    await asyncio.gather(*burst, other)
    assert most == {ALICE: AT_ONCE, BOB: 1}


async def test_a_sender_that_is_done_is_forgotten() -> None:
    """Also one that was interrupted while it waited."""
    held = asyncio.Event()

    async def request() -> None:
        async with turn(ALICE):
            await held.wait()

    tasks = [asyncio.create_task(request()) for _ in range(AT_ONCE + 2)]
    await asyncio.sleep(0)
    tasks[-1].cancel()
    await asyncio.gather(tasks[-1], return_exceptions=True)
    held.set()
    await asyncio.gather(*tasks[:-1])
    assert turns._of_sender == {}
