"""The look of some pages only: a sheet of its own, for which no other page pays."""

import reflex as rx

from trustcoach_app.reflex_seams.components import ImportDict


class _Styled(rx.Fragment):
    sheet: str = ""

    def add_imports(self) -> ImportDict:
        return {"": f"$/public/styles/{self.sheet}.css"}

    def _exclude_props(self) -> list[str]:
        return ["sheet"]


def styled(page: rx.Component, sheet: str) -> rx.Component:
    """A page in the look of assets/styles/<sheet>.css."""
    return _Styled.create(page, sheet=sheet)
