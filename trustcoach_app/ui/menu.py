"""A menu of actions behind a button."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from ._props import classed, present, when
from .icon import glyph, icon


class _Menu(rx.Component):
    """assets/ui/menu.jsx: the first child is the button's face."""

    library = "$/public/ui/menu.jsx"
    tag = "Menu"

    label: rx.Var[str]


def menu(trigger: Any, items: Sequence[Any], *, label: str = "", variant: str = "ghost", **props: Any) -> rx.Component:
    """A menu.

    Args:
        trigger: words, shown with a chevron; an icon's name, together with `label`; or a component.
        items: (label, icon, on_click, tone) tuples, tone "neutral" or "danger"; on_click may be a path to go to.
            A component stands as it is.
        label: the name of a button that shows no words.
        variant: a button's variant, or "bare" for a trigger that brings its own look by class_name.
    """
    square = "button-icon" if isinstance(trigger, str) and label else ""
    look = [] if variant == "bare" else ["button", f"button-{variant}", square]
    entries = [menu_item(*item) if isinstance(item, tuple) else item for item in items]
    return _Menu.create(_face(trigger, label), *entries, label=label, **classed(props, *look))


def _face(trigger: Any, label: str) -> rx.Component:
    """What the button shows."""
    if isinstance(trigger, rx.Component):
        return trigger
    return glyph(trigger, size=20) if label else rx.fragment(trigger, icon("chevron-down", size=16))


def menu_item(
    label: Any, icon_name: "str | None", on_click: Any, tone: str = "neutral", *, checked: Any = None, **props: Any
) -> rx.Component:
    """One entry: a path is a link, a handler is a button.

    Args:
        checked: of an entry that is one of a choice: whether it is the present one.
    """
    content = present(glyph(icon_name), rx.el.span(label))
    common = {"role": "menuitem", "tab_index": -1, **classed(props, "menu-item", f"menu-item-{tone}")}
    if checked is not None:
        content.append(when(checked, icon("check", size=16, class_name="menu-check")))
        is_checked = when(checked, "true", "false")
        common |= {"role": "menuitemradio", "custom_attrs": {"aria-checked": is_checked, "data-closes": ""}}
    if isinstance(on_click, str | rx.vars.StringVar):
        return rx.el.a(*content, href=on_click, **common)
    return rx.el.button(*content, type="button", on_click=on_click, **common)
