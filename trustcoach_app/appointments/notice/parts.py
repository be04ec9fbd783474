"""The message to a client, with the ways to send it."""

import reflex as rx

from trustcoach_app import ui
from trustcoach_app.appointments.notice.state import NoticeState

FIELD = "client-notice"


def notice_dialog() -> rx.Component:
    """The dialog, opened by NoticeState.open_notice(news, booking_ids, before)."""
    state, notice = NoticeState, NoticeState.notice
    mail = ui.link_button("Écrire un e-mail", href=notice.mail_link, icon="mail", reload_document=True)
    text = ui.link_button("Envoyer un SMS", href=notice.sms_link, icon="message-circle", reload_document=True)
    ways = rx.el.div(
        ui.copy_button(notice.message, label="Copier le message", done="Copié", field=FIELD),
        rx.cond(notice.mail_link != "", mail),
        rx.cond(notice.sms_link != "", text),
        class_name="question-answers mt-3",
    )
    return ui.dialog(
        rx.el.p("TrustCoach n’a rien envoyé\u202f: prévenez votre client vous-même.", class_name="text-ink-soft mb-3"),
        ui.text_area("Message", name="message", rows=7, default_value=notice.message, read_only=True, id=FIELD),
        ways,
        open=notice.message != "",
        opening=state.opening,
        on_close=state.close,
        title="Prévenir votre client",
        description=notice.client_name,
        footer=[ui.button("Fermer", variant="secondary", on_click=state.close)],
        id="appointment-notice",
    )
