"""Rows and columns; on a phone each row is a card whose cells say their own header."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from ._props import classed


def table(headers: Sequence[Any], rows: Any, row_render: Callable[[Any], Sequence[Any]], **props: Any) -> rx.Component:
    """A table.

    Args:
        headers: a text, or (text, "end") for figures, (text, "lesser") for what a tablet has no room for; "" for a
            column of actions.
        rows: Var of a list of frozen rows; a row with `id` keeps its place when the list changes.
        row_render: gives the cells of a row, one per header.
    """
    columns = [header if isinstance(header, tuple) else (header, "start") for header in headers]
    head = rx.el.thead(rx.el.tr(*[_heading(text, align) for text, align in columns]))
    body = rx.el.tbody(rx.foreach(rows, lambda row: _row(columns, row_render(row))))
    return rx.el.div(rx.el.table(head, body, class_name="table"), **classed(props, "table-box"))


def _heading(text: str, align: str) -> rx.Component:
    hidden = rx.el.span("Actions", class_name="visually-hidden")
    return rx.el.th(text or hidden, scope="col", class_name=align)


def _row(columns: Sequence[tuple[str, str]], cells: Sequence[Any]) -> rx.Component:
    return rx.el.tr(
        *[
            rx.el.td(cell, custom_attrs={"data-label": text}, class_name=align)
            for (text, align), cell in zip(columns, cells, strict=True)
        ]
    )
