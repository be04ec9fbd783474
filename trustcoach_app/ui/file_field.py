"""A field that takes one file, chosen or dropped."""

from typing import Any

import reflex as rx

from .field import control_props, labelled
from .icon import icon


class _FileField(rx.Component):
    """assets/ui/file.jsx"""

    library = "$/public/ui/file.jsx"
    tag = "FileField"

    name: rx.Var[str]
    required: rx.Var[bool]
    accept: rx.Var[str]


def file_field(
    label: Any,
    *,
    name: str,
    accept: str,
    hint: Any = "",
    required: bool = False,
    id: str = "",  # noqa: A002  the HTML attribute's own name
) -> rx.Component:
    """For a native form, which sends the file itself.

    Args:
        accept: the endings and kinds that the browser offers first, e.g. `.csv,text/csv`.
    """
    control = _FileField.create(
        icon("file-up", size=22),
        accept=accept,
        class_name="file-field",
        **control_props(id or name, name=name, error="", hint=hint, required=required),
    )
    return labelled(control, label, id=id or name, error="", hint=hint, required=required)
