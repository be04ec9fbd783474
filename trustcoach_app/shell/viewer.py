"""The person at the foot of the frame: who, which space, the light, the way out."""

import reflex as rx

from trustcoach_app import ui

from .navigation import PROFILE, SECURITY
from .state import ShellState
from .theme import theme_switch


def viewer_menu() -> rx.Component:
    """The person's menu: other spaces, sessions, light, sign-out."""
    return rx.el.div(
        ui.menu(
            _face(),
            [
                _note(),
                _spaces(),
                _line(),
                rx.cond(ShellState.viewer.role == "coach", ui.menu_item(PROFILE.label, PROFILE.icon, PROFILE.href)),
                ui.menu_item(SECURITY.label, SECURITY.icon, SECURITY.href),
                ui.shortcuts_entry(),
                theme_switch(),
                _line(),
                _sign_out(),
            ],
            variant="bare",
            class_name="viewer-face",
        ),
        class_name="viewer",
    )


def _face() -> rx.Component:
    viewer = ShellState.viewer
    words = rx.el.span(
        rx.el.span(viewer.name, class_name="viewer-name"),
        rx.el.span(viewer.role_label, class_name="viewer-role"),
        class_name="viewer-text",
    )
    known = rx.fragment(_picture(), words)
    return rx.fragment(
        rx.el.span("Mon compte\u202f: ", class_name="visually-hidden"),
        rx.cond(viewer.name != "", known, rx.el.span(class_name="bone bone-round")),
        ui.icon("chevrons-up-down", size=16),
    )


def _picture() -> rx.Component:
    viewer = ShellState.viewer
    drawn = ui.avatar(viewer.initials, tone_index=viewer.tone_index)
    photo = rx.el.img(src=viewer.photo, alt="", width="40", height="40", class_name="avatar avatar-md")
    return rx.cond(viewer.photo != "", photo, drawn)


def _note() -> rx.Component:
    return rx.el.div(ShellState.viewer.email, class_name="menu-note")


def _spaces() -> rx.Component:
    return rx.foreach(ShellState.viewer.roles, lambda role: ui.menu_item(role[0], "arrow-right-left", role[1]))


def _line() -> rx.Component:
    return rx.el.div(class_name="menu-line", role="separator")


def _sign_out() -> rx.Component:
    leave = rx.el.button(
        ui.icon("log-out"),
        rx.el.span("Se déconnecter"),
        type="submit",
        role="menuitem",
        tab_index=-1,
        class_name="menu-item",
    )
    return ui.post_form(leave, ui.forget_drafts(), action="/auth/logout", role="none")
