"""Pieces of the door's pages: functions of plain values and Vars."""

from typing import Any

import reflex as rx

from trustcoach_app import ui


class _FocusRefused(rx.Component):
    """Takes the focus to the refused field of its form."""

    library = "$/public/auth/door.jsx"
    tag = "FocusRefused"


class _Onward(rx.Component):
    """The hidden field `suite`; the routes take local paths only."""

    library = "$/public/auth/door.jsx"
    tag = "Onward"


class _CleanAddress(rx.Component):
    """Takes the token out of the address bar."""

    library = "$/public/auth/door.jsx"
    tag = "CleanAddress"

    known: rx.Var[bool]


def clean_address(known: Any) -> rx.Component:
    """Forget the query of the address once `known` is true."""
    return _CleanAddress.create(known=known)


def heading(title: Any, subtitle: Any) -> rx.Component:
    """What the page is, and what to do."""
    return rx.el.div(rx.el.h1(title, class_name="page-title"), rx.el.p(subtitle, class_name="page-subtitle"))


def door_form(*children: Any, action: str) -> rx.Component:
    """A form that posts to the door. Refusals come back beside their fields, so the browser's bubbles are off."""
    return ui.post_form(
        *children, _FocusRefused.create(), action=action, custom_attrs={"noValidate": True}, class_name="door-form"
    )


def onward() -> rx.Component:
    """Where to go after signing in, as the address says."""
    return _Onward.create()


def submit(label: str, **props: Any) -> rx.Component:
    """The form's main button."""
    return ui.button(label, type="submit", class_name="w-full", **props)


def email_field(*, value: Any, error: Any, **props: Any) -> rx.Component:
    """The address that one signs in with."""
    return ui.field(
        "Adresse e-mail",
        name="email",
        type="email",
        default_value=value,
        error=error,
        required=True,
        autocomplete="username",
        input_mode="email",
        spell_check=False,
        auto_capitalize="none",
        **props,
    )


def form_error(text: Any) -> rx.Component:
    """What concerns the whole form."""
    return rx.cond(
        text != "",
        rx.el.div(ui.icon("circle-alert"), rx.el.span(text), role="alert", class_name="door-note door-note-danger"),
    )


def notice(text: Any) -> rx.Component:
    """Good news."""
    return rx.cond(
        text != "",
        rx.el.div(ui.icon("circle-check"), rx.el.span(text), role="status", class_name="door-note door-note-success"),
    )


def or_else() -> rx.Component:
    """Between two ways in."""
    return rx.el.div("ou", class_name="door-or")


def foot_link(label: Any, href: str) -> rx.Component:
    """Another way, below the form."""
    return rx.el.p(rx.el.a(label, href=href, class_name="link"), class_name="text-sm")


def dead_end(title: str, body: str, *, label: str, href: str) -> rx.Component:
    """A link that leads nowhere here: why, and the way out."""
    way_out = ui.link_button(label, href=href, variant="primary", class_name="w-full")
    return rx.fragment(heading(title, body), way_out)


def demo_panel(accounts: Any) -> rx.Component:
    """The accounts of the demonstration; nothing where there are none."""
    panel = ui.details("Essayer avec un compte de démonstration", rx.foreach(accounts, _demo_row), class_name="demo")
    return rx.cond(accounts.length() > 0, panel)


def _demo_row(account: Any) -> rx.Component:
    return ui.post_form(
        rx.el.div(
            rx.el.span(account.name, " · ", account.role),
            rx.el.span(account.email, " · ", account.password),
            class_name="demo-who",
        ),
        ui.hidden("compte", account.email),
        ui.button("Entrer", type="submit", variant="secondary", size="sm", aria_label=f"Entrer\u202f: {account.name}"),
        action="/auth/demo",
        class_name="demo-row",
    )
