"""A list of the coach's whose filter and page stand in the address: shown anew whenever that changes."""

from typing import Any

import reflex as rx

from trustcoach_app.auth.access import access
from trustcoach_app.db.principal import Role


class ListState(rx.State, mixin=True):
    """Each list says what an address names (`_place`, `_filter_href`), and puts it into its view (`_read`)."""

    is_loaded: bool = False
    is_stale: bool = False
    """What is shown is of an earlier address."""
    query: str = ""
    """The address that the view is of, as `location.search` says it; `answer` counts the views."""
    answer: int = 0
    form_key: int = 0
    """Changes when the address was changed by anything but the form, whose fields then start anew."""
    _asked: dict[str, str] = {}
    _submitted: str = ""

    def _place(self, asked: dict[str, str]) -> Any:
        """The filter and the page that an address names: equal for addresses that show the same."""
        raise NotImplementedError

    def _filter_href(self, asked: dict[str, str]) -> str:
        """The address of its filter alone."""
        raise NotImplementedError

    async def _read(self) -> None:
        """Watch, and put into the view what `_asked` names."""
        raise NotImplementedError

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """Show what the address names."""
        earlier, self._asked = self._asked, dict(self.router.url.query_parameters)
        if self._place(earlier) != self._place(self._asked):
            self.is_stale = True
            yield
        if (wanted := self._filter_href(self._asked)) != self._submitted:
            self._submitted = wanted
            self.form_key += 1
        self.query = f"?{query}" if (query := self.router.url.query) else ""
        await self._show()

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """The same place as it is now."""
        await self._show()

    async def _show(self) -> None:
        await self._read()
        self.is_loaded, self.is_stale = True, False
        self.answer += 1

    def _go(self, href: str) -> Any:
        """What a handler of the form returns: its fields keep what was typed."""
        self._submitted = href
        return rx.redirect(href)
