"""The look of planning's pages, assets/styles/planning.css: no other page pays for it."""

import reflex as rx
from reflex_base.utils.imports import ImportDict


class _Styled(rx.Fragment):
    def add_imports(self) -> ImportDict:
        return {"": "$/public/styles/planning.css"}


def styled(page: rx.Component) -> rx.Component:
    """A page in that look."""
    return _Styled.create(page)
