"""Changing the order of a list, one place at a time. Pure."""

from collections.abc import Sequence
from uuid import UUID


def shifted(ids: Sequence[UUID], wanted: UUID, by: int) -> list[UUID]:
    """The ids with one of them a place earlier (by < 0) or later; unchanged at the ends and for an unknown one."""
    order = list(ids)
    if wanted not in order:
        return order
    at = order.index(wanted)
    to = min(max(at + (1 if by > 0 else -1), 0), len(order) - 1)
    order.insert(to, order.pop(at))
    return order
