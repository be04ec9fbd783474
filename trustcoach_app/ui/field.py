"""Fields: the label is always seen, the error stands under the field and is tied to it."""

from typing import Any

import reflex as rx

from ._props import blank, classed, present, when
from .icon import icon


def field(
    label: Any,
    *,
    name: str,
    type: str = "text",  # noqa: A002  the HTML attribute's own name
    default_value: Any = "",
    error: Any = "",
    hint: Any = "",
    required: bool = False,
    autocomplete: str | None = None,
    placeholder: Any = "",
    input_mode: str | None = None,
    id: str = "",  # noqa: A002  the HTML attribute's own name
    **props: Any,
) -> rx.Component:
    """A one-line field; `list="…"` ties it to `suggestions`.

    Args:
        name: key of the value in the submitted form, and the element's id.
        error: a French sentence, plain or a Var; empty when the value is fine.
        id: an id of its own, where two open forms have a field of the same name.
    """
    extra = _given(
        auto_complete=autocomplete, input_mode=input_mode, placeholder=placeholder, list=props.pop("list", None)
    )
    control = rx.el.input(
        type=type,
        default_value=default_value,
        **control_props(id or name, name=name, error=error, hint=hint, required=required),
        **extra,
        **classed(props, "input"),
    )
    return labelled(control, label, id=id or name, error=error, hint=hint, required=required)


def suggestions(id: str, values: Any) -> rx.Component:  # noqa: A002  the HTML attribute's own name
    """What a field with `list=id` offers while one types; other text is taken too. `values`: texts or a Var."""
    return rx.el.datalist(rx.foreach(values, lambda value: rx.el.option(value=value)), custom_attrs={"id": id})


def text_area(
    label: Any,
    *,
    name: str,
    default_value: Any = "",
    error: Any = "",
    hint: Any = "",
    required: bool = False,
    placeholder: Any = "",
    rows: int = 4,
    id: str = "",  # noqa: A002  the HTML attribute's own name
    **props: Any,
) -> rx.Component:
    """A field of several lines, which grows with what is typed."""
    control = rx.el.textarea(
        default_value=default_value,
        rows=str(rows),
        **_given(placeholder=placeholder),
        **control_props(id or name, name=name, error=error, hint=hint, required=required),
        **classed(props, "input"),
    )
    return labelled(control, label, id=id or name, error=error, hint=hint, required=required)


def select(
    label: Any,
    *,
    name: str,
    options: Any,
    default_value: Any = "",
    error: Any = "",
    hint: Any = "",
    required: bool = False,
    on_change: Any = None,
    id: str = "",  # noqa: A002  the HTML attribute's own name
    **props: Any,
) -> rx.Component:
    """A choice in the browser's own list.

    Args:
        options: (value, label) pairs, or a Var of rows with `value` and `label`.
    """
    control = rx.el.select(
        *_options(options),
        default_value=default_value,
        **_given(on_change=on_change),
        **control_props(id or name, name=name, error=error, hint=hint, required=required),
        **classed(props, "input"),
    )
    boxed = rx.el.span(control, icon("chevron-down"), class_name="select")
    return labelled(boxed, label, id=id or name, error=error, hint=hint, required=required)


def _options(options: Any) -> list[rx.Component]:
    if isinstance(options, rx.Var):
        return [rx.foreach(options, lambda row: rx.el.option(row.label, value=row.value))]
    return [rx.el.option(label, value=value) for value, label in options]


def control_props(identity: str, *, name: str, error: Any, hint: Any, required: bool) -> dict[str, Any]:
    """What ties a control to its label, hint and error. The id goes round Reflex, whose refs would enter the form."""
    described = _given(**{"aria-describedby": _described_by(identity, error, hint)})
    attributes = {"id": identity, "aria-invalid": when(error, "true", "false"), **described}
    return {"name": name, "required": required, "custom_attrs": attributes}


def _described_by(identity: str, error: Any, hint: Any) -> Any:
    hinted = f"{identity}-hint" if not blank(hint) else ""
    return when(error, f"{identity}-error", hinted) if not blank(error) else hinted


def labelled(control: rx.Component, label: Any, *, id: str, error: Any, hint: Any, required: bool) -> rx.Component:  # noqa: A002
    """A control under its label, with the error or the hint under it."""
    mark = rx.el.span("*", aria_hidden="true", class_name="field-required") if required else None
    return rx.el.div(
        rx.el.label(*present(label, mark), html_for=id, class_name="field-label"),
        control,
        *present(_message(id, error=error, hint=hint)),
        class_name="field",
    )


def _message(identity: str, *, error: Any, hint: Any) -> Any:
    """The error, else the hint."""
    hinted = None if blank(hint) else rx.el.p(hint, custom_attrs={"id": f"{identity}-hint"}, class_name="field-hint")
    if blank(error):
        return hinted
    alert = rx.el.p(
        icon("circle-alert", size=15),
        rx.el.span(error),
        custom_attrs={"id": f"{identity}-error"},
        class_name="field-error",
    )
    return when(error, alert, hinted)


def _given(**attributes: Any) -> dict[str, Any]:
    """The attributes that say something."""
    return {key: value for key, value in attributes.items() if value is not None and not blank(value)}
