"""Mail, telephone and map one tap away."""

from typing import Any

import reflex as rx

from .icon import icon


def contact_links(reach: Any, name: Any, *, with_words: bool = False) -> rx.Component:
    """What there is of `reach` (a row with mail_link, phone_link, map_link and their words), as links.

    Args:
        name: who it is, for those who do not see the pictures, where the links show no words.
        with_words: the address and the number themselves beside the pictures.
    """
    links = (
        (reach.phone_link, "phone", "Appeler", reach.phone),
        (reach.mail_link, "mail", "Écrire à", reach.email),
        (reach.map_link, "map-pin", "Voir sur une carte\u202f:", reach.address),
    )
    return rx.el.span(*[_link(*link, name, with_words) for link in links], class_name="contact-links")


def _link(href: Any, picture: str, verb: str, words: Any, name: Any, with_words: bool) -> rx.Component:
    is_map = picture == "map-pin"
    whom = [] if with_words else [words if is_map else name]
    label = rx.el.span(verb, " ", *whom, class_name="visually-hidden")
    shown = [rx.el.span(words)] if with_words else []
    elsewhere = {"target": "_blank", "rel": "noopener noreferrer"} if is_map else {}
    link = rx.el.a(icon(picture, size=16), label, *shown, href=href, class_name="contact-link", **elsewhere)
    return rx.cond(href != "", link)
