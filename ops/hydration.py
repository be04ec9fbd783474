"""Has React take a page over in one go instead of in slices of five milliseconds: nothing can be clicked before it has.

Between two slices the browser does other things, and on few cores other processes do.
"""

from typing import Unpack

from reflex.plugins import Plugin
from reflex_base.plugins import PreCompileContext

_ENTRY = "app/entry.client.js"
_IN_SLICES = "startTransition(() => {\n  hydrateRoot(document, createElement(HydratedRouter));\n});"
_AT_ONCE = "\nhydrateRoot(document, createElement(HydratedRouter));"


def at_once(entry: str) -> str:
    """The page's entry without a transition. Raises ValueError when Reflex changed it."""
    if _AT_ONCE in entry:
        return entry
    if entry.count(_IN_SLICES) != 1:
        raise ValueError(f"{_ENTRY} of this Reflex is not the one that ops/hydration.py knows")
    return entry.replace(_IN_SLICES, _AT_ONCE)


class HydrationPlugin(Plugin):
    """Makes the change while Reflex compiles."""

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        """Register the change of the entry."""
        context["add_modify_task"](_ENTRY, at_once)
