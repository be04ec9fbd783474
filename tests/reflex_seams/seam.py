"""How a seam says that it broke: what it is, where we use it, what to look at in Reflex."""

import asyncio
import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any


def seam(*, used: str, look: str) -> Callable[[Callable[..., Any]], Callable[[], None]]:
    """Make a test of a function that says whether a seam holds; anything that it raises breaks the seam, too."""

    def make_test(holds: Callable[..., Any]) -> Callable[[], None]:
        @wraps(holds)
        def test() -> None:
            broken, cause = _result(holds)
            what = holds.__name__.removeprefix("test_").replace("_", " ")
            assert not broken, f"\nSEAM: {what}\nUSED IN: {used}\nLOOK AT: {look}\n{cause}"

        test.__signature__ = inspect.Signature()  # type: ignore[attr-defined]
        return test

    return make_test


def _result(holds: Callable[..., Any]) -> tuple[bool, str]:
    """(whether it is broken, why)."""
    try:
        found = holds()
        if inspect.iscoroutine(found):
            found = asyncio.run(found)
    except Exception as error:
        return True, f"BECAUSE: {type(error).__name__}: {error}"
    return not found, "BECAUSE: it is another one now"


def source(module: str, file: str) -> str:
    """A file that lies beside a module of Reflex's, as text."""
    imported = __import__(module)
    return (Path(imported.__file__ or "").parent / file).read_text()
